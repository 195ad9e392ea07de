import { createHash } from 'node:crypto';
import type { DeliveryRoute } from './records.js';

/**
 * Name of the lane a route sends in: one destination, whose messages keep their order and share one rate. A
 * reply address is a lane of its own, so that a chat that is throttled holds up no other; the address holds a
 * secret, hence the hash.
 */
export const laneOf = ({ channel, destination }: DeliveryRoute): string => {
  switch (destination.kind) {
    case 'person':
      return `${channel}/person/${destination.userId.toLowerCase()}`;
    case 'chat':
      return `${channel}/chat/${destination.chatId}`;
    // Counted with what is pushed into the same chat: the platform has one limit for both.
    case 'connection_reply':
      return destination.chat.kind === 'group'
        ? `${channel}/chat/${destination.chat.id}`
        : `${channel}/person/${destination.chat.id.toLowerCase()}`;
    case 'webhook':
      return `${channel}/webhook`;
    case 'response_url':
    case 'session_webhook':
      return `${channel}/reply/${createHash('sha256').update(destination.url).digest('hex').slice(0, 32)}`;
  }
};
