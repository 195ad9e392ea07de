/**
 * Answers a promise that resolves when the event loop has seen to all sockets of this turn: the same one to whoever asks
 * until then, so that those go on together, in step. A step that many take one after another costs each of them a good
 * deal less than all steps from end to end, one after the other: the processor has its code and data at hand.
 */
export const createEndOfTurn = (): (() => Promise<void>) => {
  let next: Promise<void> | undefined;
  return () => {
    next ??= new Promise((resolve) => {
      setImmediate(() => {
        next = undefined;
        resolve();
      });
    });
    return next;
  };
};
