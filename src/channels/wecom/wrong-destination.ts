import type { SendOutcome } from '../../delivery/channel.js';
import type { Destination } from '../../inbox/event.js';
import { refused } from './api.js';

/** The answer to a destination that a channel never takes. */
export const wrongDestination = ({ kind }: Destination): SendOutcome =>
  refused(
    'route_dead',
    'wrong_destination',
    `这个通道不能发往这种目标（${kind}），请检查群和人员的通道设置。`,
  );
