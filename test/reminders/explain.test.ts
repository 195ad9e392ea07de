import { expect, test } from 'vitest';
import { instantAt } from '../../src/domain/day.js';
import { explainReminders } from '../../src/reminders/explain.js';
import { planReminders } from '../../src/reminders/plan.js';
import { group, monday, overdueMessage, rulesAt, staleColumn, storeWith, unit } from './city.js';

const city = {
  units: [unit('示例区'), unit('示例局')],
  groups: [
    group('wrShiliqu', { name: '示例区网站联络群（示例）', unitId: '示例区' }),
    group('wrCity', { name: '全市网站联络群（示例）', scope: 'shared' as const, routes: ['city-hook'] }),
  ],
  columns: [staleColumn('示例局')],
  messages: [overdueMessage('ZC-1', '示例区')],
};

test('the dry run says to whom, by which channel, when, why by which rule, and what', async () => {
  const planned = await planReminders(await storeWith(city), await rulesAt(monday, { sharedCounts: true }));
  expect(explainReminders(planned).split('\n')).toEqual([
    '共2条提醒，另有1条不会发送。',
    '',
    '【1】发给：示例区网站联络群（示例）（示例区的群）',
    '通道：shiliqu-hook',
    '时间：12月4日 09:10起发送，到12月4日 18:00没发出就不再发',
    '原因：',
    expect.stringMatching(/^ {2}留言逾期未答复 ZC-1（依据：国办发〔2017〕47号.*）$/),
    '内容：',
    '  示例区有1项待办：1条留言逾期。',
    '  【留言逾期未答复】',
    '  · ZC-1（找错）：应于11月30日前答复，已逾期2个工作日',
    '  截至12月4日 09:10',
    '  查逾期留言：@机器人 示例区逾期留言',
    '',
    '【2】发给：示例局（示例局，无人可发）',
    expect.stringMatching(/^不发送：没有可以推送的群/),
    '原因：',
    expect.stringMatching(/^ {2}栏目超期未更新 示例局网站\/工作动态（依据：.*19号.*）$/),
    '内容：',
    '  示例局有1项待办：1个栏目超期未更新。',
    '  【栏目超期未更新】',
    '  · 示例局网站“工作动态”：11月1日后未更新，超期19天（周期14天）',
    '  截至12月4日 09:10',
    '  查栏目更新：示例局栏目更新不及时的有哪些',
    '',
    '【3】发给：全市网站联络群（示例）（共享群，只有数量）',
    '通道：city-hook',
    '时间：12月4日 09:10起发送，到12月4日 18:00没发出就不再发',
    '内容：',
    '  全市有2家单位共2项待办：1条留言逾期、1个栏目超期未更新。',
    '  截至12月4日 09:10；这里只有数量，明细只发给有关单位',
    '',
  ]);
});

test('the dry run of a day that is not worked shows what would be sent, and that it is not', async () => {
  const planned = await planReminders(await storeWith(city), await rulesAt(instantAt('2023-12-09', '09:10')));
  expect(explainReminders(planned)).toContain('不发送：今天不是工作日');
});

test('the dry run says when nobody knows yet whether the day is worked', async () => {
  const planned = await planReminders(await storeWith(city), await rulesAt(instantAt('2027-01-04', '09:10')));
  expect(explainReminders(planned)).toContain('节假日安排尚未导入');
});

test('the dry run of nothing says that nothing is sent', () => {
  expect(explainReminders([])).toBe('没有需要提醒的事项，不会发送任何消息。\n');
});
