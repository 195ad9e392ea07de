/** Whose files may be fetched, and from where. */
export interface PictureHosts {
  /** Configured addresses of the platform itself, in whatever scheme. */
  readonly baseUrls: readonly string[];
  /** Hosts, or `*.` and what their names end in. */
  readonly hosts: readonly string[];
}

const isOneOf = (host: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));

/**
 * The address of a picture if it leads to the configured platform, or by HTTPS to a host that keeps its files;
 * else `undefined`. An address comes out of a message: nobody may send this service into the inner network.
 * A plain address at such a host is fetched by HTTPS: what signs it does not cover the scheme.
 */
export const pictureAddress = (text: string, { baseUrls, hosts }: PictureHosts): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  // First: the origin of a `blob:` is that of the address within it.
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  if (baseUrls.some((base) => new URL(base).origin === url.origin)) return url.href;
  if (url.port !== '' || !isOneOf(url.hostname, hosts)) return undefined;
  url.protocol = 'https:';
  return url.href;
};

/** The host of an address, for the log; the rest of it may open something. */
export const hostOf = (text: string): string => (URL.canParse(text) ? new URL(text).hostname : 'no address');
