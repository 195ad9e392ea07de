import type { MessageDocument } from '../message/document.js';

/** `render` for a reply that is asked for twice: whether it fits, and then to be sent. */
export const renderedOnce = <T>(render: (reply: MessageDocument) => T): ((reply: MessageDocument) => T) => {
  let last: { readonly reply: MessageDocument; readonly rendered: T } | undefined;
  return (reply) => {
    if (last?.reply !== reply) last = { reply, rendered: render(reply) };
    return last.rendered;
  };
};
