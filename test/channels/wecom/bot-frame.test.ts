import { expect, test } from 'vitest';
import { readFrame } from '../../../src/channels/wecom/bot-frame.js';

const headers = { req_id: 'R1' };
const read = (frame: object) => readFrame(JSON.stringify(frame));

test.each([
  ['as documented', { headers, errcode: 0, errmsg: 'ok' }, 0],
  ['without words', { headers, errcode: 0 }, 0],
  ['with null for words', { headers, errcode: 0, errmsg: null }, 0],
  ['with a number for words', { headers, errcode: 45009, errmsg: 7 }, 45009],
  ['whose code is in quotes', { headers, errcode: '846605', errmsg: 'ok' }, 846605],
  ['whose code is negative', { headers, errcode: '-1' }, -1],
  ['with null for a command', { cmd: null, headers, errcode: 0 }, 0],
])('an answer %s is one', (_, frame, errcode) => {
  expect(read(frame)).toMatchObject({ kind: 'answer', requestId: 'R1', errcode });
});

test.each([
  ['a code', { headers, errcode: null, errmsg: 'ok' }],
  ['a whole code', { headers, errcode: 0.5 }],
  ['a code of digits', { headers, errcode: 'ok' }],
  ['a code that is not blank', { headers, errcode: '' }],
  ['a request that it answers', { errcode: 0, errmsg: 'ok' }],
  ['a request of a name', { headers: { req_id: '' }, errcode: 0 }],
])('no answer is without %s', (_, frame) => {
  expect(read(frame).kind).toBe('other');
});

test('a message is one, whatever stands where answers have their code', () => {
  const body = { msgid: 'M1' };
  const frame = { cmd: 'aibot_msg_callback', headers, errcode: null, errmsg: null, body };
  expect(read(frame)).toEqual({ kind: 'callback', requestId: 'R1', body });
});
