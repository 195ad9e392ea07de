import type { Account } from './records/index.js';

/** The name of an account as a notice prints it, without its platform: 金水发布（微信） is 金水发布. */
export const bareAccountName = (printed: string): string => printed.replace(/[（(][^（(]*[）)]$/u, '');

/**
 * The unit that hosts an account, by the register of accounts; `undefined` when none is registered, or
 * accounts of that name belong to several units and the platform does not tell which is meant.
 * @param accounts those of that name, of all platforms
 * @param platform absent or empty = nobody said
 */
export const hostAmong = (accounts: readonly Account[], platform: string | undefined): string | undefined => {
  const meant = accounts.filter((account) => !platform || account.platform === platform);
  const hosts = new Set(meant.map(({ hostUnitId }) => hostUnitId));
  const [host] = hosts;
  return hosts.size === 1 ? host : undefined;
};
