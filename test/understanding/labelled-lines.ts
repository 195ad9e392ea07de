import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Line = z.object({
  text: z.string(),
  intent: z.string(),
  unit: z.string().optional(),
  period: z.string().optional(),
  also: z.array(z.string()).optional(),
});
export type LabelledLine = z.infer<typeof Line>;

export const lineFiles = [
  'utterances',
  'held-out-lines',
  'held-out-lines-2',
  'held-out-lines-3',
  'held-out-lines-4',
  'held-out-lines-5',
  'held-out-lines-6',
  'held-out-lines-7',
  'held-out-lines-8',
  'held-out-lines-9',
] as const;

/** Chat lines with what they mean: examples of the field, and lines by somebody who had not seen the vocabulary. */
export const labelledLines = (name: (typeof lineFiles)[number]): LabelledLine[] =>
  readFileSync(new URL(`../fixtures/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Line.parse(JSON.parse(line)));
