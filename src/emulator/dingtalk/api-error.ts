import type { ApiAnswer } from '../api-call.js';

/** An error of DingTalk's new API: the HTTP status says it too (dingtalk-protocol 4.1). */
export const apiError = (status: number, code: string, message: string): ApiAnswer => ({
  status,
  body: { code, message, requestid: 'emulator' },
});
