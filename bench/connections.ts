/**
 * Kept-alive connections that cost the machine as little as can be: what loads a server is not to take the processor
 * from it. They know just enough HTTP for answers with a Content-Length.
 */
import { connect, type Socket } from 'node:net';

/** A POST, as it goes over the wire. */
export const postOf = (request: {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): Buffer => {
  const headers = { ...request.headers, 'Content-Length': String(Buffer.byteLength(request.body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(
    `POST ${request.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${lines.join('')}\r\n${request.body}`,
  );
};

interface Asked {
  readonly post: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const answerLine = /^HTTP\/1\.1 (\d{3})[\s\S]*?\r\ncontent-length: (\d+)\r\n[\s\S]*?\r\n\r\n/i;

/** One connection, asked one thing at a time. */
class Connection {
  readonly #socket: Socket;
  readonly #whenFree: (self: Connection) => void;
  #asked: Asked | undefined;
  #received = '';

  constructor(port: number, whenFree: (self: Connection) => void) {
    this.#whenFree = whenFree;
    this.#socket = connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (bytes) => this.#receive(bytes));
    // What it cannot ask any more is refused, too.
    this.#socket.on('error', (error) => this.#refuse(error));
    this.#socket.on('close', () => this.#refuse(new Error('cut off')));
  }

  ask(asked: Asked): void {
    this.#asked = asked;
    if (this.#socket.destroyed) this.#refuse(new Error('cut off'));
    else this.#socket.write(asked.post);
  }

  close(): void {
    this.#socket.destroy();
  }

  #refuse(error: Error): void {
    const asked = this.#asked;
    if (asked === undefined) return;
    this.#asked = undefined;
    asked.reject(error);
    this.#whenFree(this);
  }

  #receive(bytes: Buffer): void {
    this.#received += bytes.toString('latin1');
    const [head, status, length] = answerLine.exec(this.#received) ?? [];
    if (head === undefined || this.#received.length < head.length + Number(length)) return;
    const asked = this.#asked;
    this.#received = '';
    this.#asked = undefined;
    if (status === '200' && length !== '0') asked?.resolve();
    else asked?.reject(new Error(`answered ${status} with ${length} bytes`));
    this.#whenFree(this);
  }
}

/** Connections to one server; what is asked while all are busy waits. */
export class Connections {
  readonly #all: readonly Connection[];
  readonly #free: Connection[];
  readonly #waiting: Asked[] = [];

  constructor(port: number, count: number) {
    const goOn = (one: Connection): void => {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(one);
      else one.ask(next);
    };
    this.#all = Array.from({ length: count }, () => new Connection(port, goOn));
    this.#free = [...this.#all];
  }

  /** Resolves with an answer of status 200 that says something; rejects with any other. */
  post(post: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      const asked = { post, resolve, reject };
      const free = this.#free.pop();
      if (free === undefined) this.#waiting.push(asked);
      else free.ask(asked);
    });
  }

  close(): void {
    for (const one of this.#all) one.close();
  }
}
