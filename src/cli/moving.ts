import type { Transaction } from '../../storage/port.js';
import type { House } from '../app.js';
import { TongbaoError } from '../domain/error.js';
import { memberIdOf } from '../domain/members.js';
import type { MoveContext } from '../proceedings/move.js';
import { onBehalfOf, operator } from '../proceedings/mover.js';
import { parseInstant, parseMemberId } from './arguments.js';

/** Options of a command that moves something. */
export interface MoveOptions {
  readonly note?: string;
  readonly for?: string;
  readonly at?: string;
  readonly data?: string;
  readonly json?: boolean;
}

/** The state that a word stands for, in Chinese or as the program names it. @throws TongbaoError `cli.bad_state` */
export const parseState = <State extends string>(
  text: string,
  names: Readonly<Record<State, string>>,
  states: readonly State[],
): State => {
  const state = states.find((one) => one === text || names[one] === text);
  if (state !== undefined) return state;
  const known = states.map((one) => names[one]).join('、');
  throw new TongbaoError('cli.bad_state', `没有“${text}”这个状态。可用：${known}。`);
};

/** Who moves: the operator, for the office or for the member that `--for` names. */
export const moveContext = async (
  tx: Transaction,
  { clock, newId }: Pick<House, 'clock' | 'newId'>,
  { note, for: named, at }: MoveOptions,
): Promise<MoveContext> => {
  const now = clock.now();
  const common = {
    now,
    newId,
    ...(note === undefined ? {} : { note }),
    ...(at === undefined ? {} : { happenedAt: parseInstant(at) }),
  };
  if (named === undefined) return { ...common, mover: operator };
  const { platform, userId } = parseMemberId(named);
  const id = memberIdOf(platform, userId);
  const member = await tx.get('members', id);
  if (member === undefined) {
    throw new TongbaoError('cli.unknown_member', `没有登记过 ${id}。用 member list 查看已登记的人员。`);
  }
  return { ...common, mover: onBehalfOf(member, now) };
};
