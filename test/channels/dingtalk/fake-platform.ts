import type { HttpAnswer } from '../../../src/channels/http.js';
import { createMoodyPlatform, type FakePlatform } from '../mood.js';

export type { FakePlatform } from '../mood.js';

const batchPath = '/v1.0/robot/oToMessages/batchSend';
const uploadPath = '/media/upload';

const answered = (body: unknown, status = 200): HttpAnswer => ({ status, body: JSON.stringify(body) });

/** An answer of a webhook; never with the words of the table, because those do not count. */
export const coded = (errcode: number | string, more: object = {}): HttpAnswer =>
  answered({ errcode, errmsg: Number(errcode) === 0 ? 'ok' : 'description:…;solution:…;link:…', ...more });

/** DingTalk's two hosts. */
export const createFakePlatform = (): FakePlatform =>
  createMoodyPlatform({
    pathOf: (url) => new URL(url).pathname,
    tokenPath: '/v1.0/oauth2/accessToken',
    token: (count) => answered({ accessToken: `access-token-${count}`, expireIn: 7200 }),
    accepts: (path, count) => {
      if (path === uploadPath) return coded(0, { type: 'file', media_id: `@media-${count}` });
      return path === batchPath
        ? answered({ processQueryKey: `key-${count}`, invalidStaffIdList: [], flowControlledStaffIdList: [] })
        : coded(0);
    },
    refuses: (path) =>
      path === batchPath ? answered({ processQueryKey: 'k', invalidStaffIdList: ['x'] }) : coded(430102),
    throttles: (path) =>
      path === batchPath
        ? answered(
            { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', message: '…', requestid: 'R' },
            403,
          )
        : coded(130101),
  });
