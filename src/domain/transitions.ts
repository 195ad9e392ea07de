import { TongbaoError } from './error.js';

/** One allowed move, and who may make it. */
interface Transition<State extends string, Actor extends string> {
  readonly from: State;
  readonly to: State;
  readonly by: readonly Actor[];
}

/** Every move that there is. What is not listed is refused. */
export interface TransitionTable<State extends string, Actor extends string> {
  readonly states: readonly State[];
  readonly transitions: readonly Transition<State, Actor>[];
  /** How the states and those who move are called in what people read. */
  readonly stateNames: Readonly<Record<State, string>>;
  readonly actorNames: Readonly<Record<Actor, string>>;
}

/** The states that an actor may move to; those that nobody may move to from here are not among them. */
export const targetsOf = <State extends string, Actor extends string>(
  { transitions }: TransitionTable<State, Actor>,
  from: State,
  actor: Actor,
): State[] => transitions.filter((one) => one.from === from && one.by.includes(actor)).map(({ to }) => to);

/**
 * Whether a move may be made; returns the new state.
 * @throws TongbaoError `transition.not_possible`: nobody may move so, the hint says what is possible;
 * `transition.not_allowed`: others may, the hint says who
 */
export const move = <State extends string, Actor extends string>(
  table: TransitionTable<State, Actor>,
  from: State,
  to: State,
  actor: Actor,
): State => {
  const { transitions, stateNames, actorNames } = table;
  const found = transitions.find((one) => one.from === from && one.to === to);
  if (found?.by.includes(actor) === true) return to;
  if (found !== undefined) {
    const who = found.by.map((one) => actorNames[one]).join('、');
    throw new TongbaoError(
      'transition.not_allowed',
      `${actorNames[actor]}不能把“${stateNames[from]}”改为“${stateNames[to]}”，这一步由${who}办理。`,
    );
  }
  const possible = targetsOf(table, from, actor).map((one) => `“${stateNames[one]}”`);
  throw new TongbaoError(
    'transition.not_possible',
    `现在是“${stateNames[from]}”，不能改为“${stateNames[to]}”。${
      possible.length === 0 ? `${actorNames[actor]}现在没有可办的步骤。` : `可以改为${possible.join('、')}。`
    }`,
  );
};
