import { intentOfCommand } from './commands.js';
import type { Intent, Understanding } from './reading.js';

/** An understanding as one labelled line: what `tongbao understand` prints. */
export interface IntentLabel {
  readonly intent: Intent;
  /** The first unit named, in the notice form. */
  readonly unit?: string;
  /** As the line says it, whatever the day: `2023Q4`, `Q4`, `current`, `previous`; two joined by a comma. */
  readonly period?: string;
  /** Intents of further questions in the line. */
  readonly also?: readonly Intent[];
}

/** Sums up an understanding. Asking back is labelled `ambiguous`, a typed command as the intent nearest to it. */
export const intentLabel = ({ command, readings, also, torn }: Understanding): IntentLabel => {
  if (command !== undefined) {
    const period = command.name === 'post_summary' ? command.period : undefined;
    return { intent: intentOfCommand(command), ...(period === undefined ? {} : { period }) };
  }
  const [best] = readings;
  if (best === undefined || best.intent === 'out_of_scope') return { intent: 'out_of_scope' };
  const [unit] = best.slots.unitIds ?? [];
  return {
    intent: torn ? 'ambiguous' : best.intent,
    ...(unit === undefined ? {} : { unit }),
    ...(best.said === undefined ? {} : { period: best.said }),
    ...(also.length > 0 ? { also: also.map(({ intent }) => intent) } : {}),
  };
};
