/** Points in hundredths that a fault asks for under one indicator. */
export interface Claim {
  readonly id: string;
  readonly hundredths: number;
  /** Names of the caps it counts against, the innermost first: indicator, group, part. */
  readonly caps: readonly string[];
  /** The fault it is for; claims of one fault from two sides are charged once. Absent = a fault of its own. */
  readonly fault?: string;
  /** Of two sides of one fault, the one that is charged only for what the other leaves. */
  readonly yields?: boolean;
}

/** What is still free from one node of the network to the next; what flows can be taken back. */
type Free = Map<string, Map<string, number>>;

const start = 'start';
const end = 'end';

const connect = (free: Free, from: string, to: string, capacity: number): void => {
  const there = free.get(from) ?? new Map<string, number>();
  const back = free.get(to) ?? new Map<string, number>();
  if (!there.has(to)) there.set(to, capacity);
  if (!back.has(from)) back.set(from, 0);
  free.set(from, there).set(to, back);
};

/** Sends up to `most` hundredths from a node to the end by one way, and says how many went through. */
const send = (free: Free, node: string, most: number, seen: Set<string>): number => {
  if (node === end) return most;
  seen.add(node);
  for (const [next, room] of free.get(node) ?? []) {
    if (room === 0 || seen.has(next)) continue;
    const sent = send(free, next, Math.min(most, room), seen);
    if (sent === 0) continue;
    free.get(node)?.set(next, room - sent);
    free.get(next)?.set(node, (free.get(next)?.get(node) ?? 0) + sent);
    return sent;
  }
  return 0;
};

const faultNode = ({ fault, id }: Claim): string => (fault === undefined ? `own/${id}` : `fault/${fault}`);

/** What each fault costs at most: the dearer of its two sides. */
const mostByFault = (claims: readonly Claim[]): ReadonlyMap<string, number> => {
  const sides = new Map<string, { readonly first: number; readonly yielding: number }>();
  for (const claim of claims) {
    const fault = faultNode(claim);
    const { first, yielding } = sides.get(fault) ?? { first: 0, yielding: 0 };
    sides.set(
      fault,
      claim.yields === true
        ? { first, yielding: yielding + claim.hundredths }
        : { first: first + claim.hundredths, yielding },
    );
  }
  return new Map([...sides].map(([fault, { first, yielding }]) => [fault, Math.max(first, yielding)]));
};

/**
 * Charges claims within caps that lie inside each other, as much as fits: no cap is exceeded, and a fault that
 * is claimed from two sides costs at most the dearer one. This is a maximum flow from faults through caps,
 * and that is why it is one: charged one after the other, a further claim could take the place of a dearer one
 * and make the sum smaller. The sum does not depend on the order of the claims; what each is charged with does.
 * @param caps hundredths that a cap lets through; a name without a number has no cap
 * @returns hundredths charged by claim id
 */
export const chargeWithin = (
  claims: readonly Claim[],
  caps: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const free: Free = new Map();
  const inside = (name: string): string => `in/${name}`;
  const outside = (name: string): string => `out/${name}`;
  for (const claim of claims) {
    claim.caps.forEach((name, at) => {
      const next = claim.caps[at + 1];
      connect(free, inside(name), outside(name), caps.get(name) ?? Number.MAX_SAFE_INTEGER);
      connect(free, outside(name), next === undefined ? end : inside(next), Number.MAX_SAFE_INTEGER);
    });
  }
  const most = mostByFault(claims);
  // The side that yields comes last, so the other one is charged where there is room for both.
  const inOrder = claims.toSorted(
    (one, other) => Number(one.yields ?? false) - Number(other.yields ?? false),
  );
  for (const claim of inOrder) {
    const [first] = claim.caps;
    const fault = faultNode(claim);
    connect(free, start, fault, most.get(fault) ?? 0);
    connect(free, fault, `claim/${claim.id}`, claim.hundredths);
    connect(free, `claim/${claim.id}`, first === undefined ? end : inside(first), claim.hundredths);
  }
  while (send(free, start, Number.MAX_SAFE_INTEGER, new Set()) > 0);
  return new Map(
    claims.map((claim) => [
      claim.id,
      claim.hundredths - (free.get(faultNode(claim))?.get(`claim/${claim.id}`) ?? 0),
    ]),
  );
};
