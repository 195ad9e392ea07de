import type { SendOutcome } from '../../delivery/channel.js';
import type { Destination } from '../../inbox/event.js';

/** The answer to a destination that a channel never takes. */
export const wrongDestination = ({ kind }: Destination): SendOutcome => ({
  status: 'refused',
  errorClass: 'route_dead',
  code: 'wrong_destination',
  advice: `这个通道不能发往这种目标（${kind}），请检查群和人员的通道设置。`,
});
