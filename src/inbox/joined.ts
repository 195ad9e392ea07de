import type { Answer } from '../../handlers/handler.js';

/** What 更多 shows after both: the rest of the one, then that of the other. */
const restOf = ({ more: first }: Answer, { more: second }: Answer): Pick<Answer, 'more'> => {
  if (first === undefined || second === undefined) {
    const more = first ?? second;
    return more === undefined ? {} : { more };
  }
  return {
    more: {
      title: first.title,
      lines: [...first.lines, ...second.lines],
      note: [...new Set([first.note, second.note])].join('；'),
    },
  };
};

const actionsOf = (first: Answer, second: Answer): Answer['document']['actions'] => {
  const offered = new Set(first.document.actions.map(({ command }) => command));
  const others = second.document.actions.filter(({ command }) => !offered.has(command));
  return [...first.document.actions, ...others].slice(0, 3);
};

/** Two answers to one line, as one message; it reaches no further than the narrower of the two. */
const joined = (first: Answer, second: Answer): Answer => ({
  document: {
    title: first.document.title,
    blocks: [...first.document.blocks, ...second.document.blocks],
    actions: actionsOf(first, second),
  },
  reach: first.reach.kind === 'public' ? second.reach : first.reach,
  ...(first.pending === undefined ? {} : { pending: first.pending }),
  ...restOf(first, second),
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
