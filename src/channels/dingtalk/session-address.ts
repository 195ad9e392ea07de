/**
 * Whether a `sessionWebhook` leads to the configured platform's sendBySession and nowhere else. The signature
 * of a callback does not cover the body, so anybody who saw one request could name an address of their own.
 */
export const createSessionCheck = (oapiBaseUrl: string): ((url: string) => boolean) => {
  const base = new URL(oapiBaseUrl);
  const path = `${base.pathname.replace(/\/+$/, '')}/robot/sendBySession`;
  const asDingTalkWritesIt = `${base.origin}${path}?`;
  return (url) => {
    // Whatever follows is its query: it leads nowhere else, and to read an address takes ten times as long.
    if (url.startsWith(asDingTalkWritesIt)) return true;
    if (!URL.canParse(url)) return false;
    const { origin, pathname } = new URL(url);
    return origin === base.origin && pathname === path;
  };
};
