import type { ChatView } from '../api.js';

/**
 * Who is notified by `<@userid>` in a message: members of the chat only, each once. User ids of WeCom are
 * case-insensitive.
 */
export const mentionedIn = (content: string, { members }: ChatView): string[] => {
  const named = new Set(
    Array.from(content.matchAll(/<@([^<>\s]+)>/g), ([, name = '']) => name.toLowerCase()),
  );
  return members.filter((member) => named.has(member.toLowerCase()));
};
