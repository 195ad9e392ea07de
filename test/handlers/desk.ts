import { fileURLToPath } from 'node:url';
import { loadRules } from '../../config/rules-load.js';
import { Settings } from '../../config/settings.js';
import { loadCalendar } from '../../config/workdays-load.js';
import type {
  Answer,
  Asker,
  HandlerContext,
  HandlerServices,
  Place,
  SentPictures,
} from '../../handlers/handler.js';
import { handlerFor } from '../../handlers/registry.js';
import { shanghaiDay } from '../../src/domain/day.js';
import type { Platform } from '../../src/domain/records/index.js';
import { identifyAsker } from '../../src/inbox/identify.js';
import { createLexiconCache } from '../../src/inbox/lexicon.js';
import { importPaths } from '../../src/ingest/index.js';
import { documentToPlain } from '../../src/message/plain.js';
import type { Intent, Slots, TypedCommand } from '../../src/understanding/reading.js';
import { understand } from '../../src/understanding/understand.js';
import type { Store, Transaction } from '../../storage/port.js';
import { createMemoryStore } from '../support/memory-store.js';

const example = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

const settings = Settings.parse({
  office: { name: '市政府办公厅', contact: '督查科 0371-00000000（示例）' },
});

/** The demo's clock. */
export const demoNow = '2023-12-04T01:00:00.000Z';

/** One question at the desk: who asks what, where. */
interface Question {
  /** User id; `xinren` and everybody else who is not in the roster is unbound. */
  readonly as?: string;
  readonly platform?: Platform;
  /** A unit's name = that unit's group, `shared` = a shared group; absent = a direct chat. */
  readonly in?: string;
  readonly intent?: Intent;
  readonly text?: string;
  readonly slots?: Slots;
  readonly command?: TypedCommand;
  readonly candidates?: HandlerContext['candidates'];
  /** Pictures of the message; without a text they are handled as such. */
  readonly pictures?: Partial<SentPictures>;
  /** Instant in ISO form; the demo's clock when absent. */
  readonly now?: string;
}

/** A desk with the examples imported, at which questions are handled as the inbox hands them over. */
export interface Desk {
  readonly store: Store;
  /** Says a line, which is understood first; a line that is torn is handled as `ambiguous`. */
  say(text: string, question?: Omit<Question, 'text' | 'intent' | 'slots' | 'command'>): Promise<Answer>;
  ask(question: Question): Promise<Answer>;
  /** Carries out what an answer asked to be confirmed. */
  confirm(question: Question, pending: Answer['pending']): Promise<Answer>;
}

const placeOf = async (tx: Transaction, group: string | undefined): Promise<Place> => {
  if (group === undefined) return { kind: 'direct' };
  const unit = await tx.get('units', group);
  return unit === undefined
    ? { kind: 'shared_group', groupName: group }
    : { kind: 'unit_group', unit, groupName: `${group}网站联络群` };
};

const askerOf = (tx: Transaction, userId: string, platform: Platform, now: Date): Promise<Asker> =>
  identifyAsker(
    tx,
    {
      channel: 'app',
      platform,
      key: 'k',
      kind: 'message',
      chat: { kind: 'direct', id: userId },
      sender: { userId },
      text: '',
      format: 'text',
      replyDestinations: [],
    },
    now,
  );

const noSummaries: HandlerServices = {
  previewSummary: async () => ({
    document: { title: '', blocks: [], actions: [] },
    groupNames: [],
    already: [],
  }),
  postSummary: async () => ({ stored: [], already: [] }),
  notify: async () => undefined,
  sendFiles: async () => 'stored',
  newId: () => crypto.randomUUID(),
  random: (size) => crypto.getRandomValues(new Uint8Array(size)),
};

export const openDesk = async (
  options: { readonly examples?: readonly string[]; readonly services?: HandlerServices } = {},
): Promise<Desk> => {
  const { examples = ['zhengzhou-2023q4', 'demo'], services = noSummaries } = options;
  const store = createMemoryStore();
  const report = await importPaths(examples.map(example), {
    store,
    now: new Date(demoNow),
    actor: 'operator',
    newId: () => crypto.randomUUID(),
    identities: loadRules().identities,
    channelPlatforms: new Map<string, Platform>([
      ['helper', 'wecom'],
      ['robot', 'dingtalk'],
      ['zhongyuan-hook', 'wecom'],
      ['shili-hook', 'wecom'],
      ['city-hook', 'wecom'],
      ['zhongyuan-ding', 'dingtalk'],
      ['shiliju-ding', 'dingtalk'],
      ['city-ding', 'dingtalk'],
    ]),
    dryRun: false,
  });
  if (!report.ok) throw new Error(`the examples do not import: ${JSON.stringify(report.faults)}`);
  const rules = loadRules();
  const calendar = loadCalendar();

  const contextOf = async (tx: Transaction, question: Question): Promise<HandlerContext> => {
    const now = new Date(question.now ?? demoNow);
    const { intent = 'help', text = '', slots = {}, command, candidates } = question;
    return {
      tx,
      now,
      today: shanghaiDay(now),
      asker: await askerOf(tx, question.as ?? 'xinren', question.platform ?? 'wecom', now),
      place: await placeOf(tx, question.in),
      text,
      pictures: {
        sent: 0,
        receivedAt: now.toISOString(),
        waiting: [],
        faults: [],
        ...question.pictures,
      },
      intent,
      slots,
      ...(command === undefined ? {} : { command }),
      ...(candidates === undefined ? {} : { candidates }),
      settings,
      rules,
      calendar: async () => calendar,
      services,
    };
  };

  const lexicon = await createLexiconCache().current(store);
  const ask = (question: Question): Promise<Answer> =>
    store.transaction(async (tx) => {
      const wordless = question.pictures === undefined ? 'help' : 'picture';
      const name = question.command?.name ?? question.intent ?? wordless;
      return await handlerFor(name).answer(await contextOf(tx, question));
    });

  return {
    store,
    ask,
    say: async (text, question = {}) => {
      const now = new Date(question.now ?? demoNow);
      const { command, readings, torn } = understand(text, { lexicon, now });
      if (command !== undefined) return await ask({ ...question, text, command });
      const [best] = readings;
      if (best === undefined) throw new Error('no reading');
      return await ask(
        torn
          ? { ...question, text, intent: 'ambiguous', slots: best.slots, candidates: readings }
          : { ...question, text, intent: best.intent, slots: best.slots },
      );
    },
    confirm: (question, pending) =>
      store.transaction(async (tx) => {
        if (pending?.kind !== 'confirm') throw new Error('the answer asks for no confirmation');
        const { confirmed } = handlerFor(pending.command);
        if (confirmed === undefined) throw new Error(`${pending.command} cannot be confirmed`);
        return await confirmed(await contextOf(tx, question), pending.args);
      }),
  };
};

/** An answer as lines of plain text. */
export const linesOf = (answer: Answer): string[] => documentToPlain(answer.document).split('\n');
