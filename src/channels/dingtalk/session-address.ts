/**
 * Whether a `sessionWebhook` leads to the configured platform's sendBySession and nowhere else. The signature
 * of a callback does not cover the body, so anybody who saw one request could name an address of their own.
 */
export const isSessionAddress = (url: string, oapiBaseUrl: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  const base = new URL(oapiBaseUrl);
  return origin === base.origin && pathname === `${base.pathname.replace(/\/+$/, '')}/robot/sendBySession`;
};
