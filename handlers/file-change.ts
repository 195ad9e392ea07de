import { accounts as words } from '../config/phrases/accounts.js';
import { chatProceedings } from '../config/phrases/chat-proceedings.js';
import { addDays, formatDay } from '../src/domain/day.js';
import { maskPersonalData } from '../src/domain/privacy/index.js';
import { type Account, AccountChangeKind, Day, type Filing } from '../src/domain/records/index.js';
import { action, message, paragraph } from '../src/message/build.js';
import { filingsNow } from '../src/proceedings/now.js';
import { confirmation, longestNote, moverIn, say, whyNotUnit } from './doing.js';
import { type FilingDetails, readFilingDetails } from './filing-details.js';
import type { Answer, Handler, HandlerContext } from './handler.js';
import { answerOf } from './reply.js';

const phrases = chatProceedings.filing;
const title = chatProceedings.titles.filing;

/** A planned change with everything that a filing needs. */
interface Planned {
  readonly unitId: string;
  readonly account: string;
  readonly platform: string;
  readonly kind: AccountChangeKind;
  readonly plannedOn: Day;
  readonly note: string;
}

/** What a filing says, as people read it: whose account, how it changes, and when. */
export const filingWords = ({
  accountName,
  platform,
  kind,
  plannedOn,
}: Pick<Filing, 'accountName' | 'platform' | 'kind' | 'plannedOn'>): string =>
  chatProceedings.decision.what(
    words.account(accountName, platform),
    words.kinds[kind],
    plannedOn === undefined ? undefined : formatDay(plannedOn),
  );

const accountsOf = async ({ tx, asker }: HandlerContext): Promise<Account[]> => {
  const own = await Promise.all(
    asker.units.map(({ id }) => tx.find('accounts', { index: 'byHost', equals: [id] })),
  );
  return own.flat();
};

/** The registered accounts of that name, on the platform where one is said. */
const registered = async (
  { tx }: HandlerContext,
  { account, platform }: FilingDetails,
): Promise<Account[]> =>
  account === undefined
    ? []
    : (await tx.find('accounts', { index: 'byName', equals: [account] })).filter(
        (one) => platform === undefined || one.platform === platform,
      );

/** The only one, or none. */
const only = <T>(all: readonly T[]): T | undefined => (new Set(all).size === 1 ? all[0] : undefined);

type Missing = keyof typeof phrases.missing;

/** What the lines say, filled up with what the register knows; and what is missing still. */
const planned = async (
  context: HandlerContext,
  lines: string,
): Promise<
  | { readonly planned: Planned; readonly isNew: boolean }
  | { readonly missing: readonly Missing[]; readonly own: readonly Account[] }
  | { readonly refusal: Answer }
> => {
  const { asker, today } = context;
  const own = await accountsOf(context);
  const details = readFilingDetails(
    lines,
    own.map(({ name }) => name),
    today,
  );
  if (details.badDay !== undefined) return { refusal: say(title, phrases.badDate(details.badDay)) };
  const known = await registered(context, details);
  const hosted = known.filter(({ hostUnitId }) => asker.units.some(({ id }) => id === hostUnitId));
  if (details.account !== undefined && hosted.length === 0 && known.some(({ hostUnitId }) => hostUnitId)) {
    return { refusal: say(title, phrases.notYours(words.account(details.account, details.platform))) };
  }
  const platform = details.platform ?? only(hosted.map((one) => one.platform));
  const named = asker.units.filter(({ id, aliases }) =>
    [id, ...aliases].some((name) => lines.includes(name)),
  );
  const unitId =
    only(hosted.flatMap(({ hostUnitId }) => hostUnitId ?? [])) ??
    only((named.length > 0 ? named : asker.units).map(({ id }) => id));
  const { account, kind, plannedOn } = details;
  if (
    account === undefined ||
    platform === undefined ||
    kind === undefined ||
    plannedOn === undefined ||
    unitId === undefined
  ) {
    const all = { account, platform, kind, plannedOn, unit: unitId };
    return { missing: (Object.keys(all) as Missing[]).filter((key) => all[key] === undefined), own };
  }
  const note = maskPersonalData(lines.trim()).slice(0, longestNote);
  return { planned: { unitId, account, platform, kind, plannedOn, note }, isNew: hosted.length === 0 };
};

/** The same change, handed in and not decided. */
const waiting = async ({ tx }: HandlerContext, one: Planned): Promise<Filing | undefined> => {
  const filings = await filingsNow(
    tx,
    await tx.find('filings', { index: 'byAccount', equals: [one.account] }),
  );
  return filings.find(
    ({ platform, kind, plannedOn, decision = 'pending' }) =>
      platform === one.platform && kind === one.kind && plannedOn === one.plannedOn && decision === 'pending',
  );
};

const asked = (missing: readonly Missing[], own: readonly Account[], lines: string): Answer => ({
  ...answerOf({
    title,
    paragraphs: [
      phrases.ask(missing.map((key) => phrases.missing[key])),
      ...(missing.includes('account') && own.length > 0
        ? [phrases.own(own.map(({ name, platform }) => words.account(name, platform)))]
        : []),
    ],
    notes: [phrases.example],
    reach: { kind: 'asker' },
  }),
  pending: { kind: 'ask', command: 'file_change', args: { lines } },
});

/** What was understood, or what is still wanted. */
const respond = async (context: HandlerContext, lines: string): Promise<Answer> => {
  const read = await planned(context, lines);
  if ('refusal' in read) return read.refusal;
  if ('missing' in read) return asked(read.missing, read.own, lines);
  const { unitId, account, platform, kind, plannedOn, note } = read.planned;
  const before = await waiting(context, read.planned);
  if (before !== undefined) return say(title, phrases.already(formatDay(before.filedOn)));
  const { daysInAdvance } = context.rules.filing;
  const lastDay = addDays(plannedOn, -daysInAdvance);
  return confirmation(
    title,
    {
      sentence: phrases.understood,
      items: [
        [phrases.facts.unit, unitId],
        [phrases.facts.account, words.account(account, platform)],
        [phrases.facts.kind, words.kinds[kind]],
        [phrases.facts.plannedOn, formatDay(plannedOn)],
        [phrases.facts.note, note],
      ],
      notes: [
        ...(read.isNew ? [phrases.newAccount] : []),
        ...(lastDay < context.today ? [phrases.lateBy(formatDay(lastDay), daysInAdvance)] : []),
      ],
    },
    { command: 'file_change', args: { unitId, account, platform, kind, plannedOn, note } },
  );
};

/**
 * The typed command 报备: a unit files a planned change of an account, in one line or in several; what is
 * missing is asked for, and nothing is stored before the confirmation.
 */
export const fileChange: Handler = {
  handles: ['file_change'],
  async answer(context) {
    return whyNotUnit(context, title) ?? (await respond(context, context.text));
  },
  async completed(context, { lines = '' }) {
    const own = (await accountsOf(context)).map(({ name }) => name);
    if (Object.keys(readFilingDetails(context.text, own, context.today)).length === 0) return undefined;
    return whyNotUnit(context, title) ?? (await respond(context, `${lines} ${context.text}`));
  },
  async confirmed(context, args) {
    const refusal = whyNotUnit(context, title);
    if (refusal !== undefined) return refusal;
    const { tx, asker, now, today, services, settings } = context;
    const { unitId = '', account = '', platform = '', note = '' } = args;
    const one: Planned = {
      unitId,
      account,
      platform,
      kind: AccountChangeKind.parse(args.kind),
      plannedOn: Day.parse(args.plannedOn),
      note,
    };
    const known = await registered(context, { account, platform });
    const isOwn = asker.units.some(({ id }) => id === unitId);
    if (!isOwn || known.some(({ hostUnitId = unitId }) => hostUnitId !== unitId)) {
      return say(title, phrases.notYours(words.account(account, platform)));
    }
    const before = await waiting(context, one);
    if (before !== undefined) return say(title, phrases.already(formatDay(before.filedOn)));
    const filing: Filing = {
      id: services.newId(),
      accountName: account,
      platform,
      kind: one.kind,
      filedOn: today,
      plannedOn: one.plannedOn,
      unitId,
      filedBy: asker.key,
      note,
      decision: 'pending',
    };
    const { inPlaceOf } = moverIn(context, unitId);
    await tx.put('filings', filing);
    await tx.put('audits', {
      id: services.newId(),
      at: now.toISOString(),
      actor: asker.key,
      action: 'filing_submitted',
      subject: `filing/${filing.id}`,
      detail: {
        unitId,
        account,
        platform,
        kind: one.kind,
        plannedOn: one.plannedOn,
        note,
        ...(inPlaceOf === undefined ? {} : { inPlaceOf }),
      },
    });
    await services.notify(
      tx,
      {
        key: `filing/${filing.id}/filed`,
        to: 'administrators',
        document: message(
          title,
          [paragraph(phrases.told(unitId, filingWords(filing))), paragraph(phrases.toDecide)],
          [action('pending', phrases.pendingLabel, phrases.pendingLabel)],
        ),
      },
      now,
    );
    return say(title, phrases.done, phrases.form(settings.office.contact));
  },
};
