import type { HttpAnswer } from '../../../src/channels/http.js';
import { createMoodyPlatform, type FakePlatform } from '../mood.js';

export type { FakePlatform } from '../mood.js';

/** An answer of WeCom's server API; never with the words of the table, because those do not count. */
export const coded = (errcode: number, more: Readonly<Record<string, unknown>> = {}): HttpAnswer => ({
  status: 200,
  body: JSON.stringify({ errcode, errmsg: errcode === 0 ? 'ok' : 'hint: [1701651600]', ...more }),
});

/** WeCom's server API; paths are named without `/cgi-bin/`. */
export const createFakePlatform = (): FakePlatform =>
  createMoodyPlatform({
    pathOf: (url) => new URL(url).pathname.replace('/cgi-bin/', ''),
    tokenPath: 'gettoken',
    token: (count) => coded(0, { access_token: `access-token-${count}`, expires_in: 7200 }),
    accepts: (path, count) =>
      path === 'media/upload'
        ? coded(0, { type: 'file', media_id: `media-${count}`, created_at: '1701651600' })
        : coded(0, { msgid: `m${count}` }),
    refuses: () => coded(40008),
    throttles: () => coded(45009),
  });
