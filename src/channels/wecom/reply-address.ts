/**
 * Whether a `response_url` leads to the configured platform and nowhere else. It comes out of a signed
 * message, but a request is sent there: one wrong key must not open the way into the inner network.
 */
export const isReplyAddress = (url: string, baseUrl: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, origin } = new URL(url);
  const base = new URL(baseUrl);
  // The protocol too: the origin of a `blob:` is that of the address within it.
  return protocol === base.protocol && origin === base.origin;
};
