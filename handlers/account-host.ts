import { accounts as phrases } from '../config/phrases/accounts.js';
import { bareAccountName } from '../src/domain/accounts.js';
import type { Account } from '../src/domain/records/index.js';
import { askedPeriod } from './asked-period.js';
import { changeLine, judgeChanges } from './change-ledger.js';
import type { Answer, HandlerContext } from './handler.js';
import { namedChangeSentence, namedChanges } from './named-changes.js';
import { answerOf } from './reply.js';
import { sightIn, unitReach } from './sight.js';
import { ledgerSource } from './sources.js';

/** What the notice says of the account. */
interface PublishedOfAccount {
  readonly praise: readonly string[];
  readonly changes: readonly string[];
}

const publishedOf = async (
  { tx }: HandlerContext,
  periodId: string,
  name: string,
): Promise<PublishedOfAccount> => {
  const praise = await tx.find('commendations', { index: 'byPeriod', equals: [periodId] });
  const changes = await namedChanges(tx, periodId);
  return {
    praise: praise
      .filter(({ accounts }) => accounts.some((printed) => bareAccountName(printed) === name))
      .map(({ kind }) => phrases.praised(kind)),
    changes: changes.filter(({ accountName }) => accountName === name).map(namedChangeSentence),
  };
};

/** The host is public (123号: an account's public verification names it); filings are not. */
const hostSentences = (name: string, accounts: readonly Account[]): string[] =>
  accounts.length === 0
    ? [phrases.hostUnknown(phrases.account(name, undefined))]
    : accounts.map(({ platform, hostUnitId }) => {
        const account = phrases.account(name, platform);
        return hostUnitId === undefined ? phrases.hostUnknown(account) : phrases.host(account, hostUnitId);
      });

/** Filing states and changes in the ledger of the units whose ledger the asker may see. */
const ledgerOf = async (
  context: HandlerContext,
  name: string,
  visible: readonly Account[],
): Promise<string[]> => {
  const hosts = new Set(visible.map(({ hostUnitId }) => hostUnitId));
  const changes = await context.tx.find('accountChanges', { index: 'byAccount', equals: [name] });
  const own = changes.filter(({ hostUnitId, periodId }) => periodId === undefined && hosts.has(hostUnitId));
  return [
    ...visible.map(({ platform, filingState }) =>
      phrases.ownFiling(phrases.account(name, platform), filingState ?? phrases.stateUnknown),
    ),
    ...(await judgeChanges(context, own)).map((change) => `${changeLine(change, false)}。`),
  ];
};

/**
 * A named account: who hosts it, whether it and its changes are filed, and what the notice says of it. The
 * sentence that answers comes first.
 */
export const namedAccountAnswer = async (context: HandlerContext, name: string): Promise<Answer> => {
  const { tx, text, intent, now } = context;
  const accounts = await tx.find('accounts', { index: 'byName', equals: [name] });
  const found = await askedPeriod(context);
  const period = 'period' in found ? found.period : undefined;
  const { praise, changes }: PublishedOfAccount =
    period === undefined ? { praise: [], changes: [] } : await publishedOf(context, period.id, name);
  if (accounts.length === 0 && praise.length === 0 && changes.length === 0) {
    if ('refusal' in found) return found.refusal;
    return answerOf({ title: phrases.filingTitle, paragraphs: [phrases.unknownAccount(name)] });
  }
  const visible = accounts.filter(
    ({ hostUnitId }) =>
      hostUnitId !== undefined && sightIn(context, 'unit', { unitId: hostUnitId }) !== 'refuse',
  );
  const asksChange = intent === 'unfiled_changes';
  const asksLedger = asksChange || /备案|报备|登记/u.test(text);
  // Of an account that no unit is known to host there is nothing to show or to refuse.
  const refused = visible.length === 0 && accounts.some(({ hostUnitId }) => hostUnitId !== undefined);
  const ledger = !asksLedger
    ? []
    : refused
      ? [phrases.filingNotYours(context.settings.office.name)]
      : await ledgerOf(context, name, visible);
  const hosts = hostSentences(name, accounts);
  const notNamed =
    asksChange && changes.length === 0 && period !== undefined
      ? [phrases.publishedNotNamed(phrases.account(name, undefined))]
      : changes;
  const shown = asksLedger ? [...new Set(visible.flatMap(({ hostUnitId }) => hostUnitId ?? []))] : [];
  const usesNotice = notNamed.length > 0 || praise.length > 0;
  return answerOf({
    title: asksChange ? phrases.changesTitle : phrases.filingTitle,
    paragraphs: asksLedger
      ? [...notNamed, ...ledger, ...hosts, ...(asksChange ? [] : praise)]
      : [...hosts, ...changes, ...praise],
    ...(period === undefined || !usesNotice ? {} : { period }),
    notes: accounts.length > 0 ? [ledgerSource('accounts', now)] : [],
    reach: shown.length === 0 ? { kind: 'public' } : unitReach(shown),
  });
};
