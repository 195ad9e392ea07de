import type { Asker, Place } from '../../handlers/handler.js';
import type { House } from '../app.js';
import { maskPersonalData } from '../domain/privacy/index.js';
import type { ReceivedEvent } from '../inbox/event.js';
import { identifyAsker, identifyPlace } from '../inbox/identify.js';
import { mayShowHere, placeAnswer } from '../inbox/place.js';
import type { MessageDocument } from '../message/document.js';
import { documentToPlain } from '../message/plain.js';
import { findGroup, parseInstant, parseMemberId } from './arguments.js';
import type { Register } from './command.js';

interface Options {
  readonly as?: string;
  readonly in?: string;
  readonly now?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** What would be said, in the chat and perhaps privately. */
interface Said {
  readonly asker: Asker;
  readonly place: Place;
  readonly chat?: MessageDocument;
  readonly direct?: MessageDocument;
}

/** Carries an answer out of a transaction that is given up, so that asking at the shell changes nothing. */
class NothingKept extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super('asked without effect');
    this.said = said;
  }
}

const eventOf = async (house: House, text: string, options: Options): Promise<ReceivedEvent> => {
  const group = options.in === undefined ? undefined : await findGroup(house.store, options.in);
  const member = options.as === undefined ? undefined : parseMemberId(options.as);
  const platform = member?.platform ?? group?.platform ?? 'wecom';
  return {
    channel: 'shell',
    platform,
    key: house.newId(),
    kind: 'message',
    chat:
      group === undefined
        ? { kind: 'direct', id: `shell:${options.as ?? 'unbound'}` }
        : { kind: 'group', id: group.chatId ?? group.id, title: group.name },
    sender: member === undefined ? { opaqueId: 'shell' } : { userId: member.userId },
    text: maskPersonalData(text),
    format: 'text',
    replyDestinations: [],
  };
};

const ask = async (house: House, event: ReceivedEvent, now: Date): Promise<Said> => {
  try {
    await house.store.transaction(async (tx) => {
      const asker = await identifyAsker(tx, event, now);
      const place = await identifyPlace(tx, event);
      const answer = await house.answerer.answer(tx, event, asker, place, now);
      if (answer === undefined) throw new NothingKept({ asker, place });
      const placed = placeAnswer(answer, asker, place, house.channels);
      // A group is told only where the answer went; at the shell it is shown as well, routes or none.
      throw new NothingKept({
        asker,
        place,
        chat: placed.chat,
        ...(mayShowHere(answer.reach, place) ? {} : { direct: answer.document }),
      });
    });
  } catch (error) {
    if (error instanceof NothingKept) return error.said;
    throw error;
  }
  throw new Error('unreachable: the transaction always gives up');
};

/** `tongbao ask TEXT`: what the bot would answer to whom, and where. Nothing is stored, bound or sent. */
export const registerAsk: Register = (program, context) => {
  program
    .command('ask')
    .description('试问一句，看机器人会怎样回答；不保存、不绑定、不发送任何内容')
    .argument('<问题>', '例如：我单位排名')
    .option('--as <平台:用户ID>', '以谁的身份问，例如 wecom:zhongyuan；不写就是未绑定的人')
    .option('--in <群>', '在哪个群里问（群名称或群ID）；不写就是单聊')
    .option('--now <时间>', '假定的当前时间，例如 2023-12-04T09:00:00+08:00')
    .option('--data <目录>', '数据目录')
    .option('--json', '输出 JSON')
    .action(async (text: string, options: Options) => {
      await context.withHouse(options, async (house) => {
        const now = options.now === undefined ? house.clock.now() : parseInstant(options.now);
        const said = await ask(house, await eventOf(house, text, options), now);
        const chat = said.chat === undefined ? undefined : documentToPlain(said.chat);
        const direct = said.direct === undefined ? undefined : documentToPlain(said.direct);
        if (options.json === true) {
          context.out(
            `${JSON.stringify({ place: said.place.kind, bound: said.asker.member !== undefined || said.asker.standsIn.length > 0, answer: chat ?? null, direct: direct ?? null })}\n`,
          );
          return;
        }
        context.out(`${chat ?? '（不回答）'}\n`);
        if (direct !== undefined) context.out(`\n（单聊里发给本人）\n${direct}\n`);
      });
    });
};
