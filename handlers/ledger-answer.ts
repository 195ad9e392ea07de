import type { answers as phrases } from '../config/phrases/answers.js';
import type { Unit } from '../src/domain/records/index.js';
import type { Action } from '../src/message/document.js';
import { askedPeriod } from './asked-period.js';
import { tooManyUnits, unboundAnswer } from './asked-units.js';
import type { Answer, HandlerContext } from './handler.js';
import { type LedgerScope, ledgerScope, refusalSentence } from './ledger-scope.js';
import { answerOf, type Reply } from './reply.js';
import { unitReach } from './sight.js';
import { ledgerSource, type ShownPeriod } from './sources.js';

/** What a ledger says now: sentences, and the entries behind them. */
export interface LedgerPart {
  readonly sentences: readonly string[];
  readonly lines: readonly string[];
}

/** A matter of which a ledger knows the state of today and the notice what was published. */
export interface LedgerTopic {
  readonly title: string;
  readonly ledger: keyof typeof phrases.ledgers;
  /** The question about one unit. */
  readonly question: (unit: Unit) => string;
  /** Asks for the asker's own unit, where the answer held published facts only. */
  readonly own: Action;
  /** `withUnit`: lines of several units stand together and name theirs. */
  readonly ofUnit: (context: HandlerContext, unit: Unit, withUnit: boolean) => Promise<LedgerPart>;
  readonly ofEveryUnit: (context: HandlerContext) => Promise<LedgerPart>;
  readonly published: (
    context: HandlerContext,
    period: ShownPeriod,
    units: readonly Unit[],
  ) => Promise<readonly string[]>;
}

const unitsOf = (scope: LedgerScope): readonly Unit[] => {
  if (scope.kind === 'units') return scope.units;
  return scope.kind === 'refused' ? [scope.unit] : [];
};

const reachOf = (scope: LedgerScope): Answer['reach'] => {
  if (scope.kind === 'units') return unitReach(scope.units.map(({ id }) => id));
  return scope.kind === 'every_unit' ? { kind: 'asker' } : { kind: 'public' };
};

const ledgerPart = async (
  context: HandlerContext,
  topic: LedgerTopic,
  scope: LedgerScope,
): Promise<LedgerPart> => {
  if (scope.kind === 'every_unit') return await topic.ofEveryUnit(context);
  if (scope.kind !== 'units') return { sentences: [], lines: [] };
  const several = scope.units.length > 1;
  const parts = await Promise.all(scope.units.map((unit) => topic.ofUnit(context, unit, several)));
  return {
    sentences: parts.flatMap(({ sentences }) => sentences),
    lines: parts.flatMap(({ lines }) => lines),
  };
};

/**
 * Answers from the ledger of today and the notice, clearly apart. A line that names a period asks for what
 * was published then, so that comes first; else the state of today does.
 */
export const answerFromLedger = async (context: HandlerContext, topic: LedgerTopic): Promise<Answer> => {
  const scope = await ledgerScope(context);
  if (scope.kind === 'unbound') return unboundAnswer(context);
  const units = unitsOf(scope);
  const tooMany = tooManyUnits(units, topic.question);
  if (tooMany !== undefined) return tooMany;
  const found = await askedPeriod(context);
  const ledger = await ledgerPart(context, topic, scope);
  // Without a notice there is still the ledger.
  if ('refusal' in found && ledger.sentences.length === 0) return found.refusal;
  const namesPeriod = context.slots.periods !== undefined;
  const published =
    'period' in found
      ? await topic.published(context, found.period, units)
      : namesPeriod
        ? [found.sentence]
        : [];
  const refused = scope.kind === 'refused' ? [refusalSentence(scope, context)] : [];
  const common = {
    title: topic.title,
    lines: ledger.lines,
    ...('period' in found ? { period: found.period } : {}),
    notes: ledger.sentences.length > 0 ? [ledgerSource(topic.ledger, context.now)] : [],
    actions: scope.kind === 'published_only' && context.asker.units.length > 0 ? [topic.own] : [],
    reach: reachOf(scope),
  } satisfies Omit<Reply, 'paragraphs'>;
  return answerOf(
    namesPeriod
      ? { ...common, paragraphs: [...refused, ...published, ...ledger.sentences] }
      : { ...common, paragraphs: [...refused, ...ledger.sentences], after: published },
  );
};
