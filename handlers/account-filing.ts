import { accounts as phrases } from '../config/phrases/accounts.js';
import { accountStatus } from '../src/domain/account-staleness.js';
import { formatDay } from '../src/domain/day.js';
import type { Account, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { namedAccountAnswer } from './account-host.js';
import { asksFilingRule, filingRuleAnswer } from './filing-rule.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerFromLedger, type LedgerPart, type LedgerTopic } from './ledger-answer.js';
import { inspectionLine } from './notice-lines.js';
import type { ShownPeriod } from './sources.js';

const stateOf = ({ filingState }: Account): string => filingState ?? phrases.stateUnknown;

/** How many accounts are in each filing state, as the ledger words it. */
const stateCounts = (accounts: readonly Account[]): string[] =>
  [...new Set(accounts.map(stateOf))].map((state) =>
    phrases.state(state, accounts.filter((account) => stateOf(account) === state).length),
  );

/** Only what is wrong is told: a fresh account needs no word. */
const staleWords = (account: Account, { rules, today }: HandlerContext): string[] => {
  const status = accountStatus(account, rules.accountCycles, today, 0);
  return status.state === 'stale' ? [phrases.stale(status.overdueDays, status.cycleDays)] : [];
};

const lineOf = (context: HandlerContext, account: Account, withUnit: boolean): string =>
  phrases.line(phrases.account(account.name, account.platform), [
    stateOf(account),
    ...(account.state === undefined ? [] : [account.state]),
    ...(account.lastUpdatedOn === undefined ? [] : [phrases.updated(formatDay(account.lastUpdatedOn))]),
    ...staleWords(account, context),
    ...(withUnit && account.hostUnitId !== undefined ? [phrases.hostedBy(account.hostUnitId)] : []),
  ]);

const ofUnit = async (context: HandlerContext, unit: Unit, withUnit: boolean): Promise<LedgerPart> => {
  const accounts = await context.tx.find('accounts', { index: 'byHost', equals: [unit.id] });
  if (accounts.length === 0) return { sentences: [phrases.notRegistered(unit.id)], lines: [] };
  return {
    sentences: [phrases.count(unit.id, accounts.length, stateCounts(accounts))],
    lines: accounts.map((account) => lineOf(context, account, withUnit)),
  };
};

const ofEveryUnit = async (context: HandlerContext): Promise<LedgerPart> => {
  const accounts = await context.tx.find('accounts', { index: 'byId' });
  if (accounts.length === 0) return { sentences: [], lines: [] };
  return {
    sentences: [phrases.cityCount(accounts.length, stateCounts(accounts))],
    lines: accounts.map((account) => lineOf(context, account, true)),
  };
};

const published = async ({ tx }: HandlerContext, period: ShownPeriod): Promise<string[]> => {
  const inspections = await tx.find('inspections', { index: 'byPeriod', equals: [period.id] });
  const ofAccounts = inspections.filter(({ object }) => object === 'new_media');
  return ofAccounts.length === 0
    ? [phrases.nothingPublished(period.label)]
    : [...ofAccounts.map(inspectionLine), phrases.notPerUnit];
};

const topic: LedgerTopic = {
  title: phrases.filingTitle,
  ledger: 'accounts',
  question: (unit) => `${unit.id}账号备案状态`,
  own: action('own', phrases.ownLabel, phrases.ownAccounts),
  ofUnit,
  ofEveryUnit,
  published,
};

/** Which accounts exist and are filed, who hosts one, and how a change is filed. */
export const accountFiling: Handler = {
  handles: ['account_filing'],
  async answer(context) {
    if (context.slots.account !== undefined) {
      return await namedAccountAnswer(context, context.slots.account);
    }
    if (asksFilingRule(context.text)) return filingRuleAnswer(context);
    return await answerFromLedger(context, topic);
  },
};
