import { accounts as phrases } from '../config/phrases/accounts.js';
import type { AccountChange, Unit } from '../src/domain/records/index.js';
import { action } from '../src/message/build.js';
import { namedAccountAnswer } from './account-host.js';
import { changeLine, type JudgedChange, judgeChanges } from './change-ledger.js';
import type { Handler, HandlerContext } from './handler.js';
import { answerFromLedger, type LedgerPart, type LedgerTopic } from './ledger-answer.js';
import { namedChangeSentence, namedChanges, notStatedSentence } from './named-changes.js';
import type { ShownPeriod } from './sources.js';
import { namesOf } from './wording.js';

const wasNotInAdvance = ({ status }: JudgedChange): boolean =>
  status.state === 'unfiled' || status.state === 'filed_late';
const needsFiling = ({ status }: JudgedChange): boolean => status.state === 'pending';
const isUnclear = ({ status }: JudgedChange): boolean => status.state === 'unknown';

const partOf = (name: string, judged: readonly JudgedChange[], withUnit: boolean): LedgerPart => {
  const unfiled = judged.filter(wasNotInAdvance);
  const pending = judged.filter(needsFiling);
  const unclear = judged.filter(isUnclear);
  const lines = [...unfiled, ...pending, ...unclear].map((one) => changeLine(one, withUnit));
  if (judged.length === 0) return { sentences: [phrases.noChanges(name)], lines };
  if (unfiled.length === 0 && pending.length === 0) {
    return { sentences: [phrases.noneUnfiled(name, judged.length)], lines };
  }
  const sentence = phrases.sentence([
    phrases.unfiled(name, unfiled.length),
    ...(pending.length > 0 ? [phrases.pendingCount(pending.length)] : []),
  ]);
  return { sentences: [sentence], lines };
};

/** Changes that a notice names are told from the notice, once it is published. */
const ofLedger = (changes: readonly AccountChange[]): AccountChange[] =>
  changes.filter(({ periodId }) => periodId === undefined);

const ofUnit = async (context: HandlerContext, unit: Unit, withUnit: boolean): Promise<LedgerPart> => {
  const changes = await context.tx.find('accountChanges', { index: 'byHost', equals: [unit.id] });
  return partOf(unit.id, await judgeChanges(context, ofLedger(changes)), withUnit);
};

const ofEveryUnit = async (context: HandlerContext): Promise<LedgerPart> => {
  const changes = await context.tx.find('accountChanges', { index: 'byId' });
  return partOf(phrases.everyUnit, await judgeChanges(context, ofLedger(changes)), true);
};

const published = async (
  { tx }: HandlerContext,
  period: ShownPeriod,
  units: readonly Unit[],
): Promise<string[]> => {
  const named = await namedChanges(tx, period.id);
  if (units.length > 0) {
    return units.flatMap(({ id }) => {
      const own = named.filter(({ hostUnitId }) => hostUnitId === id);
      return own.length === 0 ? [phrases.unitNotNamed(id)] : own.map(namedChangeSentence);
    });
  }
  if (named.length === 0) return [phrases.nonePublished(period.label)];
  const names = namesOf(
    named.map(({ accountName, platform }) => phrases.account(accountName, platform)),
    { openEnded: false },
  );
  return [`${phrases.published(named.length, names)}${notStatedSentence(named)}`];
};

const topic: LedgerTopic = {
  title: phrases.changesTitle,
  ledger: 'accounts',
  question: (unit) => `${unit.id}未报备的账号变更`,
  own: action('own', phrases.ownLabel, phrases.own),
  ofUnit,
  ofEveryUnit,
  published,
};

/** Changes of accounts that were not filed in advance: the ledger now, and what the notice named. */
export const unfiledChanges: Handler = {
  handles: ['unfiled_changes'],
  async answer(context) {
    const { account } = context.slots;
    return account === undefined
      ? await answerFromLedger(context, topic)
      : await namedAccountAnswer(context, account);
  },
};
