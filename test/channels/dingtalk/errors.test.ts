import { describe, expect, test } from 'vitest';
import { classify, dingtalkErrors } from '../../../src/channels/dingtalk/index.js';

const waiting = new Set(['retry', 'throttle', 'refresh_token', 'unknown']);

describe('the table of DingTalk error codes', () => {
  test('names each code once and never 0', () => {
    const codes = dingtalkErrors.flatMap((entry) => entry.codes);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain('0');
  });

  test('gives every code an advice in Chinese', () => {
    for (const { advice } of dingtalkErrors) expect(advice).toMatch(/\p{Script=Han}.*。$/u);
  });

  test('says how long to wait exactly where waiting helps', () => {
    for (const { errorClass, waitMs, codes } of dingtalkErrors) {
      expect([codes, waitMs !== undefined]).toEqual([codes, waiting.has(errorClass)]);
    }
  });

  test('has a star only at the beginning or the end of a code', () => {
    for (const code of dingtalkErrors.flatMap((entry) => entry.codes)) {
      expect(code).toMatch(/^\*?[\w.-]+$|^[\w.-]+\*$/);
    }
  });

  test.each([
    ['-1', 'retry'],
    ['15', 'retry'],
    ['88', 'retry'],
    ['40035', 'content'],
    ['43004', 'content'],
    ['400013', 'route_dead'],
    ['400101', 'route_dead'],
    ['400102', 'route_dead'],
    ['400105', 'content'],
    ['400106', 'route_dead'],
    ['410100', 'throttle'],
    ['130101', 'throttle'],
    ['1111', 'throttle'],
    ['430101', 'content'],
    ['430102', 'content'],
    ['430103', 'content'],
    ['430104', 'content'],
    ['310000', 'configuration'],
    ['300001', 'route_dead'],
    ['460101', 'size'],
    ['101002', 'size'],
    ['90018', 'throttle'],
    ['90002', 'throttle'],
    ['90020', 'configuration'],
    ['40014', 'refresh_token'],
    ['42001', 'refresh_token'],
    ['40001', 'refresh_token'],
    ['60011', 'configuration'],
    ['60020', 'configuration'],
    ['50002', 'configuration'],
    ['InvalidAuthentication', 'refresh_token'],
    ['invalidClientIdOrSecret', 'configuration'],
    ['Forbidden.AccessDenied.AccessTokenPermissionDenied', 'configuration'],
    ['Forbidden.AccessDenied.IpNotInWhiteList', 'configuration'],
    ['Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', 'throttle'],
    ['Forbidden.AccessDenied.QpmLimitForAppkeyAndApi', 'throttle'],
    ['Forbidden.AccessDenied.QpsLimitForApi', 'throttle'],
    ['Forbidden.AccessDenied.ApiCountLimitForOrg', 'configuration'],
    ['send.too.fast', 'throttle'],
    ['send.byToken.tooFast', 'throttle'],
    ['flowControlledStaffIdList', 'throttle'],
    ['invalidStaffIdList', 'recipient'],
    ['group.disbanded', 'route_dead'],
    ['bot.stopped', 'route_dead'],
    ['invalidParameter.robotCode.auth', 'route_dead'],
    ['invalid.openConversationId', 'route_dead'],
    ['token.notExisted', 'route_dead'],
    ['conversation.org.notMatch', 'route_dead'],
    ['chat.notExist', 'route_dead'],
    ['chatbotNotInstall', 'route_dead'],
    ['chatbotId.notAllow.sendOTO', 'route_dead'],
    ['bot.forbidden.sendMessage', 'route_dead'],
    ['contain.notAllowed.word', 'content'],
    ['contain.unsafe.url', 'content'],
    ['invalidParameter.msgParam.tooLong', 'size'],
    ['invalidParameter.msgParam.invalid', 'content'],
    ['invalidParameter.msgKey.notExist', 'content'],
    ['miss.param.userIds', 'content'],
    ['unknown.send.result', 'unknown'],
  ])('%s is %s', (code, errorClass) => {
    expect(classify(code).errorClass).toBe(errorClass);
  });

  test.each([
    'invalidParameter.robotCode',
    'xsend.too.fast',
    'send.too.fastest',
    '3100001',
    '31000',
    'Contain.notAllowed.x',
  ])('%s, which only resembles one, is not listed', (code) => {
    expect(classify(code)).toMatchObject({ errorClass: 'unknown', advice: expect.stringContaining(code) });
  });

  test('the penalty for too many messages to a group is ten minutes, for too many calls five', () => {
    expect(classify('130101').waitMs).toBe(600_000);
    expect(classify('410100').waitMs).toBe(600_000);
    expect(classify('1111').waitMs).toBe(300_000);
  });
});
