/**
 * Whether a `response_url` leads to the configured platform and nowhere else. It comes out of a signed
 * message, but a request is sent there: one wrong key must not open the way into the inner network.
 */
export const isReplyAddress = (url: string, baseUrl: string): boolean =>
  URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin;
