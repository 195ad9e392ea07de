import type { Reader } from '../../storage/port.js';
import { TongbaoError } from '../domain/error.js';
import type { Finding, Unit } from '../domain/records/index.js';
import { groupLines, type ScoreLine, type ScoreQuestion, unitLines } from './lines.js';

/** What would be without some of a unit's findings; the other members of its group as they are. */
export interface WhatIf {
  /** The unit's lines as they would be, with the rank in its group where it has one. */
  readonly lines: readonly ScoreLine[];
  /** Findings that were taken away. */
  readonly cleared: readonly Finding[];
}

const matches = (item: string, { indicatorCode, id }: Finding): boolean =>
  item === indicatorCode || item === id;

/** @throws TongbaoError `score.unknown_item` for an item that the unit has no finding of */
const refuseUnknown = (unit: Unit, findings: readonly Finding[], items: readonly string[]): void => {
  const unknown = items.filter((item) => !findings.some((finding) => matches(item, finding)));
  if (unknown.length === 0) return;
  const codes = [...new Set(findings.map(({ indicatorCode }) => indicatorCode))].sort();
  throw new TongbaoError(
    'score.unknown_item',
    `${unit.id}没有 ${unknown.join('、')} 的扣分明细。${codes.length === 0 ? '这一期没有它的明细。' : `有明细的指标是：${codes.join('、')}。`}`,
  );
};

const ownFindings = (reader: Reader, periodId: string, unit: Unit): Promise<Finding[]> =>
  reader.find('findings', { index: 'byUnit', equals: [periodId, unit.id] });

/**
 * The score and rank of a unit if some findings were cleared.
 * @param items indicator codes or ids of findings
 * @throws TongbaoError `score.unknown_item`
 */
export const whatIf = async (
  question: ScoreQuestion,
  unit: Unit,
  items: readonly string[],
): Promise<WhatIf> => {
  const findings = await ownFindings(question.reader, question.periodId, unit);
  refuseUnknown(unit, findings, items);
  const isCleared = (finding: Finding): boolean => items.some((item) => matches(item, finding));
  const without: ScoreQuestion = {
    ...question,
    counted: (unitId, all) => (unitId === unit.id ? all.filter((one) => !isCleared(one)) : all),
  };
  const lines =
    unit.rankingGroup === undefined
      ? await unitLines(without, unit)
      : await groupLines(without, unit.rankingGroup);
  return {
    lines: lines.filter(({ unitId }) => unitId === unit.id),
    cleared: findings.filter(isCleared),
  };
};
