import { describe, expect, test } from 'vitest';
import { readDelegationCommand } from '../../src/understanding/delegation-commands.js';

describe('a command of leave', () => {
  test.each([
    '委托',
    '我要委托',
    '休假委托',
    '委托至12月20日',
    '请假委托到12月20日',
    '委托给同事到下周五',
    '我休年假,委托给同事到20号',
    '请假到12月20日,委托给李四',
    '出差期间委托三天',
    '怎么委托',
    '怎么办理休假委托?',
  ])('%s', (line) => {
    expect(readDelegationCommand(line)).toEqual({ name: 'delegate' });
  });

  test.each(['取消委托', '我要取消委托', '结束休假委托', '委托取消', '收回委托了', '我提前销假了'])(
    '%s ends it',
    (line) => {
      expect(readDelegationCommand(line)).toEqual({ name: 'end_delegation' });
    },
  );

  test.each([
    '委托第三方运维的网站怎么算',
    '委托人是谁',
    '网站委托给公司管理要报备吗',
    '哪些单位委托了运维',
    '委托招标的通报',
    '怎么请年休假',
    '我回来了',
    '取消',
    '委托'.repeat(30),
  ])('no command: %s', (line) => {
    expect(readDelegationCommand(line)).toBeUndefined();
  });
});
