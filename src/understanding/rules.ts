import type { Intent } from './reading.js';
import type { Concept } from './vocabulary/index.js';

/** What a line may hold besides concepts: names of units and accounts, a span of time, other business. */
export type Feature = Concept | 'own' | 'unit' | 'account_named' | 'time' | 'others' | 'unlisted' | 'bare';

/**
 * `when`: every word has to hold; `a|b` = one of them, `!a` = not there. `weight` (0 to 100) orders the
 * readings of one line: the more a rule asks for, the more it weighs.
 */
export interface Rule {
  readonly intent: Intent;
  readonly weight: number;
  readonly when: string;
}

const rule = (intent: Intent, weight: number, when: string): Rule => ({ intent, weight, when });

export const rules: readonly Rule[] = [
  rule('my_rank', 62, 'rank|score|qualified !unit !unlisted'),
  rule('my_rank', 82, 'own rank|score|qualified !unit'),
  rule('my_rank', 85, 'own topN|lastN|place !unit'),
  rule('my_rank', 91, 'gap !unit'),
  rule('my_rank', 88, 'own enters !unit !everyone'),
  rule('unit_rank', 91, 'gap unit'),
  rule('unit_rank', 88, 'enters unit !host !everyone'),
  rule('unit_rank', 62, 'rank|score|qualified unlisted'),
  rule('unit_rank', 83, 'unit rank|score|qualified'),
  rule('unit_rank', 85, 'unit topN|lastN|place'),

  rule('top_n', 80, 'topN|lastN !own !unit'),
  rule('top_n', 84, 'fullList'),
  rule('top_n', 83, 'place !own !unit'),
  rule('top_n', 78, 'rankGroup rank|score !unit'),
  rule('top_n', 87, 'topN praise !submission !column !message !account'),
  rule('top_n', 74, 'everyone rank|score !unit'),

  rule('rank_change', 86, 'change rank|score|topN|lastN|place'),
  rule('rank_change', 80, 'rankChange'),
  rule('rank_change', 87, 'rankChange rank|score|topN|lastN|place|own|unit|time|everyone|rankGroup|fullList'),
  rule('rank_change', 80, 'change own|unit'),
  rule('rank_change', 86, 'enters !own !unit'),
  rule('rank_change', 66, 'change time|everyone|rankGroup|howTo !accountChange !account'),

  rule('rank_change', 78, 'change host|lastN|topN !account !accountChange'),

  rule('overdue_messages', 90, 'overdue|beyond message|simulated'),
  rule('overdue_messages', 72, 'overdue'),
  rule('overdue_messages', 76, 'overdue dueSoon'),
  rule('overdue_messages', 88, 'overdue rank|topN|lastN|fullList !rankChange !column !stale'),
  rule('overdue_messages', 91, 'mailbox overdue|beyond !figure'),
  rule('due_soon_messages', 88, 'dueSoon message|simulated'),
  rule('due_soon_messages', 90, 'dueSoon message rectification problem !praise'),
  rule('due_soon_messages', 74, 'dueSoon'),

  rule('stale_columns', 91, 'column|columnType stale|notUpdated|beyond'),
  rule('stale_columns', 91, 'column overdue|dueSoon'),
  rule('stale_columns', 92, 'columnType stale|notUpdated'),
  rule('stale_columns', 70, 'column'),
  rule('stale_columns', 86, 'site stale|notUpdated'),
  rule('stale_columns', 83, 'stale figure !account'),
  rule('stale_columns', 84, 'beyond notUpdated|stale !account !message'),
  rule('stale_columns', 76, 'stale !account'),
  rule('stale_columns', 77, 'notUpdated unit|own|time|everyone !account'),

  rule('account_filing', 79, 'account filing'),
  rule('account_filing', 72, 'filing'),
  rule('account_filing', 87, 'filing|accountChange howTo !unfiled'),
  rule('account_filing', 93, 'fileLate account|filing|unfiled|accountChange'),
  rule('account_filing', 88, 'account|account_named host'),
  rule('account_filing', 66, 'host !message !column !submission'),
  rule('account_filing', 84, 'filing figure !unfiled'),
  rule('account_filing', 81, 'filing help'),
  rule('account_filing', 74, 'account everyone !accountChange !problem'),
  rule('account_filing', 76, 'account howTo'),
  rule('account_filing', 76, 'account count|listing !accountChange'),

  rule('unfiled_changes', 92, 'accountChange unfiled'),
  rule('unfiled_changes', 86, 'account|account_named|filing unfiled'),
  rule('unfiled_changes', 84, 'unfiled'),
  rule('unfiled_changes', 83, 'accountChange filing !howTo !account_named'),
  rule('unfiled_changes', 86, 'account|account_named|accountChange notReported'),
  rule('unfiled_changes', 68, 'account|account_named accountChange'),
  rule('unfiled_changes', 66, 'accountChange'),

  rule('info_submission', 84, 'submission'),
  rule(
    'info_submission',
    89,
    'submission rank|score|topN|lastN|change|rankChange|count|fullList|praise|attachment|whyDeducted',
  ),

  rule('problems', 70, 'problem !bareProblem'),
  rule('problems', 82, 'problem account !unfiled !accountChange !account_named'),
  rule('problems', 89, 'problem account host !unfiled !accountChange'),
  rule('problems', 78, 'account stale !own !unit !account_named !accountChange'),
  rule('problems', 75, 'account stale|notUpdated !account_named !accountChange'),
  rule('problems', 84, 'rectification'),
  rule('problems', 89, 'rectification problem|dueSoon|overdue|figure|praise|howTo|unit'),
  rule('problems', 88, 'whyDeducted'),
  rule('problems', 83, 'problem listing own'),
  rule('problems', 82, 'problem unit|own|everyone|notice'),

  rule('notice_summary', 58, 'notice'),
  rule('notice_summary', 80, 'summary notice|time'),
  rule('notice_summary', 68, 'summary'),
  rule('notice_summary', 82, 'summary account !filing !accountChange !unfiled'),
  rule('notice_summary', 81, 'figure|simulated'),
  rule('notice_summary', 80, 'qualified account|everyone !own !unit'),
  rule('notice_summary', 79, 'praise'),
  rule('notice_summary', 80, 'message received|count !overdue !beyond !dueSoon'),
  rule('notice_summary', 86, 'praise column|columnType|account|message|simulated|figure|everyone'),
  rule('notice_summary', 90, 'mailbox'),
  rule('notice_summary', 90, 'portal figure|count !topN !lastN'),
  rule('notice_summary', 70, 'portal !rank !score !topN !lastN'),
  rule('notice_summary', 92, 'figure host'),
  rule('notice_summary', 92, 'answeredFast !own'),
  rule('notice_summary', 80, 'columnType count|unit !stale !notUpdated !beyond !problem'),

  rule('attachments', 82, 'attachment'),
  rule('attachments', 84, 'whereSeen rank|score|submission|praise|fullList|notice'),
  rule('attachments', 90, 'tableAsked submission|score|rank|problem|praise|notice|filing|whyDeducted'),
  rule('attachments', 90, 'attachment filing|rectification'),
  rule('attachments', 93, 'attachment unfiled|answeredFast !howTo'),
  rule('attachments', 93, 'attachment stale column'),
  rule('attachments', 92, 'attachment overdue'),
  rule('attachments', 87, 'attachment notice|rank|score|fullList|howTo'),

  rule('help', 80, 'help'),
  rule('help', 80, 'contact'),
  rule('help', 60, 'newcomer'),
  rule('bind_unit', 93, 'bind'),
  rule('admin_broadcast', 94, 'broadcast|takeBack'),
  rule('admin_broadcast', 90, 'sendAgain !attachment'),
  rule('admin_broadcast', 89, 'remind unit|everyone !own'),

  rule('out_of_scope', 96, 'others'),
  // 银行发通知了; but an order names those who are told: 转发给各医院.
  rule('out_of_scope', 97, 'othersOwn !broadcast|!everyone !broadcast|!unit'),
  rule('out_of_scope', 95, 'otherBusiness !broadcast !column !site !message !account_named'),
  rule('out_of_scope', 86, 'serviceDesk !message !column !filing'),
  rule('out_of_scope', 94, 'elsewhere bind !unit !own'),
  rule('out_of_scope', 95, 'elsewhere broadcast !own !unit !everyone'),
  rule('out_of_scope', 88, 'elsewhere howTo !own !unit !account|!filing'),
  rule('out_of_scope', 82, 'elsewhere figure !own !unit !notice'),
  rule(
    'out_of_scope',
    88,
    'elsewhere rank|score|topN|lastN|place|stale|dueSoon|attachment|change|rankChange !own !unit !message !notice',
  ),
  rule(
    'out_of_scope',
    90,
    'elsewhere problem|rectification !own !unit !notice !site !column !account !praise !message',
  ),
  rule('out_of_scope', 75, 'elsewhere'),
  rule('out_of_scope', 83, 'elsewhere help'),
  rule('out_of_scope', 20, 'courtesy'),
];

/** A line that lacks what it is about: the readings to offer, by the first that fits. */
export interface TornRule {
  readonly between: readonly Intent[];
  readonly weight: number;
  readonly when: string;
}

const torn = (when: string, ...between: readonly Intent[]): TornRule => ({ between, weight: 50, when });

/** Lines of ours in words that nobody here knows: what is meant is near the noun that stands in them. */
export const nearestRules: readonly Rule[] = [
  rule('account_filing', 40, 'account|account_named !elsewhere !otherBusiness !others !unit'),
  rule('account_filing', 40, 'account unit !elsewhere'),
];

export const tornRules: readonly TornRule[] = [
  torn('account_named', 'account_filing', 'unfiled_changes', 'notice_summary'),
  torn('account', 'account_filing', 'unfiled_changes'),
  torn('change', 'rank_change', 'unfiled_changes'),
  torn('notReported', 'unfiled_changes', 'info_submission', 'problems'),
  torn('message', 'overdue_messages', 'due_soon_messages'),
  torn('beyond', 'overdue_messages', 'stale_columns'),
  torn('notUpdated|stale', 'stale_columns', 'account_filing'),
  torn('accountChange', 'unfiled_changes', 'problems'),
  torn('dueSoon|overdue', 'due_soon_messages', 'overdue_messages', 'problems'),
  torn('columnType', 'stale_columns', 'notice_summary'),
  torn('site', 'stale_columns', 'notice_summary', 'my_rank'),
  torn('bareProblem', 'problems', 'overdue_messages', 'stale_columns'),
  torn('remind', 'due_soon_messages', 'admin_broadcast'),
  torn('unit', 'unit_rank', 'problems'),
  torn('own', 'my_rank', 'problems'),
  torn('time', 'notice_summary', 'top_n'),
  torn('rankGroup|everyone', 'top_n', 'problems'),
  torn('count|howTo|host', 'top_n', 'notice_summary', 'problems'),
  torn('bare|vague|listing|tableAsked|received', 'my_rank', 'notice_summary', 'attachments'),
];
