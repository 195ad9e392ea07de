import { createServer, type Server, type Socket } from 'node:net';
import { TongbaoError } from '../../src/domain/error.js';
import {
  type Heard,
  hearLine,
  mostBytes,
  type OwnerAnswer,
  OwnerRequest,
  parseLine,
} from './owner-protocol.js';

/** Runs a command that another process was asked for. */
export type CommandHandler = (request: OwnerRequest) => Promise<OwnerAnswer>;

/** How long a process that asked may leave its answer unread before it is cut off. */
const readerTimeoutMs = 30_000;

const refusal = (sentence: string): OwnerAnswer => ({ stdout: '', stderr: `${sentence}\n`, exitCode: 1 });

const tooLarge = `超过 ${mostBytes / 1024 / 1024} MB`;

/** The owner's end of the socket: one connection is one command. */
export class CommandServer {
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  readonly #underWay = new Set<Promise<void>>();
  #handler: CommandHandler | undefined;

  constructor() {
    this.#server = createServer((socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
      // A reset must not end the process; whoever waits on the socket hears of its close.
      socket.on('error', () => undefined);
      void this.#attend(socket);
    });
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(path, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  serve(handler: CommandHandler): void {
    this.#handler = handler;
  }

  /** Answers the commands under way and takes no more. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await Promise.all(this.#underWay);
    for (const socket of this.#connections) socket.destroy();
    await closed;
  }

  async #attend(socket: Socket): Promise<void> {
    const heard = await hearLine(socket);
    // Another process only looked whether somebody is here.
    if (heard === 'nothing') return;
    const work = this.#answer(socket, heard);
    this.#underWay.add(work);
    await work;
    this.#underWay.delete(work);
  }

  async #answer(socket: Socket, heard: Exclude<Heard, 'nothing'>): Promise<void> {
    const answer =
      heard === 'too much'
        ? refusal(`命令的输入${tooLarge}，没有执行。请分几次执行。`)
        : await this.#run(heard.line);
    const line = JSON.stringify(answer);
    const fits = Buffer.byteLength(line) < mostBytes;
    const sent = fits ? line : JSON.stringify(refusal(`命令已执行，但输出${tooLarge}，无法显示。`));
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.setTimeout(readerTimeoutMs, () => socket.destroy());
      if (socket.destroyed) resolve();
      else socket.end(`${sent}\n`);
    });
  }

  async #run(line: string): Promise<OwnerAnswer> {
    const request = parseLine(OwnerRequest, line);
    if (request === undefined) {
      return refusal('命令与正在运行的服务版本不一致，没有执行。请用同一个版本的 tongbao。');
    }
    if (this.#handler === undefined) {
      return refusal('服务正在启动，或另一条命令正在使用数据目录，没有执行。请稍后再试。');
    }
    try {
      return await this.#handler(request);
    } catch (error) {
      return refusal(
        error instanceof TongbaoError
          ? error.hint
          : '命令在服务中执行时出错。请查看服务日志，或把命令告诉管理员。',
      );
    }
  }
}
