import type { Answer } from '../../handlers/handler.js';

/** Two answers to one line, as one message; it reaches no further than the narrower of the two. */
const joined = (first: Answer, second: Answer): Answer => ({
  document: {
    title: first.document.title,
    blocks: [...first.document.blocks, ...second.document.blocks],
    actions: [...first.document.actions, ...second.document.actions].slice(0, 3),
  },
  reach: first.reach.kind === 'public' ? second.reach : first.reach,
  ...(first.pending === undefined ? {} : { pending: first.pending }),
  ...(first.more === undefined ? {} : { more: first.more }),
});

/** Two reaches that exclude each other cannot be shown in one message. */
const canJoin = (first: Answer, second: Answer): boolean =>
  second.pending === undefined &&
  (first.reach.kind === 'public' ||
    second.reach.kind === 'public' ||
    JSON.stringify(first.reach) === JSON.stringify(second.reach));

/** The answers to two questions of one line as one; the first alone where the second cannot be told beside it. */
export const withSecond = (first: Answer, second: Answer): Answer =>
  canJoin(first, second) ? joined(first, second) : first;
