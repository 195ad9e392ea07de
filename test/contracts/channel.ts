import { describe, expect, test } from 'vitest';
import type { Channel, SendOutcome } from '../../src/delivery/channel.js';
import type { RenderedPart } from '../../src/delivery/records.js';
import type { Destination } from '../../src/inbox/event.js';
import {
  action,
  bullets,
  facts,
  heading,
  link,
  mention,
  message,
  note,
  numbered,
  paragraph,
  strong,
  table,
} from '../../src/message/build.js';
import type { MessageDocument } from '../../src/message/document.js';

/** What the far side does with the next send. Access tokens and the like are always handed out. */
export type PlatformMood =
  /** HTTP 200 and the platform's own code for success. */
  | 'accepts'
  /** HTTP 200 and a code that says no for good. */
  | 'refuses'
  /** HTTP 200 and the code for "too many messages". */
  | 'throttles'
  /** No connection: the request surely did not arrive. */
  | 'unreachable'
  /** The connection broke or timed out after the request had left. */
  | 'silent'
  /** HTTP 500 with a body that is not the platform's. */
  | 'broken'
  /** HTTP 200 with a page, as a proxy or a firewall answers. */
  | 'proxy_page'
  /** The HTTP client itself fails in a way nobody foresaw. */
  | 'explodes';

/** A channel with a far side that can be told how to behave. */
export interface ChannelUnderTest {
  readonly channel: Channel;
  /** A destination that the far side knows. */
  readonly destination: Destination;
  /** A destination of a kind that this channel does not take. */
  readonly foreignDestination: Destination;
  /** The channel's clock stands still at this instant. */
  readonly now: Date;
  setMood(mood: PlatformMood): void;
  /** Messages that the far side took. */
  accepted(): number;
  /** Bytes of a part as the platform counts them against its limit. */
  sizeOf(part: RenderedPart): number;
  /** Keys, tokens and addresses that nobody may ever read in an outcome. */
  readonly secrets: readonly string[];
}

const short = message('排名', [
  paragraph('中原区排第', strong('3'), '名。'),
  note('来源：2023年第四季度通报'),
]);

const everyBlock = message(
  '各单位情况',
  [
    heading('各单位得分'),
    paragraph(
      '请',
      mention('zhongyuan', '张三(示例)'),
      '查看',
      link('通报原文', 'https://example.gov.cn/a?b=1'),
    ),
    bullets(['网站更新不及时', [strong('金水区'), '：2个栏目']]),
    numbered(['先核对', '再报备']),
    facts([['截止日期', '12月8日']]),
    table(
      ['单位', '排名', '总分'],
      [
        ['中原区', '1', '96.5'],
        ['金水区', '2', '95.0'],
      ],
    ),
    note('来源：2023年第四季度通报'),
  ],
  [action('mine', '看本单位问题', '我单位问题')],
);

const long = message(
  '逾期留言',
  Array.from({ length: 400 }, (_, index) =>
    paragraph(`第${index + 1}条：${'办理单位尚未答复，已超过规定时限。'.repeat(5)}`),
  ),
);

const oneEndlessLine = message('长文', [paragraph('一行到底没有停顿👨‍👩‍👧'.repeat(3000))]);

const hostile = message('<b>**[', [
  heading('# **标题**\u0000\u0007 <font color="warning">'),
  paragraph('\ud800半个字 ]]> [点我](https://evil.example) `code` <@all> \\ | ---\n# 假标题\n> 假引用'),
  bullets(['- 假列表', '```\n代码']),
  facts([['a|b', '\ud83d']]),
  table(['|', '*'], [['<@zhongyuan>', '[x](y)']]),
  note('\u001b[31m红'),
]);

const documents: readonly (readonly [name: string, document: MessageDocument])[] = [
  ['a short answer', short],
  ['every kind of block', everyBlock],
  ['hundreds of paragraphs', long],
  ['one endless line', oneEndlessLine],
  ['hostile data', hostile],
];

const file = { list: '逾期留言', name: '逾期留言.xlsx' };

/** What a `Channel` that takes files must do. */
const describeFiles = (make: () => ChannelUnderTest): void => {
  const upload = async (bench: ChannelUnderTest, mood: PlatformMood) => {
    bench.setMood(mood);
    if (bench.channel.upload === undefined) throw new Error('it takes no files');
    return await bench.channel.upload({ name: file.name, bytes: new Uint8Array(100) });
  };

  describe('a file', () => {
    const person = { kind: 'person', userId: 'zhongyuan' } as const;

    test('is a part of its own behind the text, to be uploaded before it is sent', () => {
      const { channel } = make();
      expect(channel.render({ ...short, files: [file] }, person)).toEqual([
        ...channel.render(short, person),
        { body: {}, text: file.name, file },
      ]);
      expect(channel.render({ ...message(file.name, []), files: [file] }, person)).toHaveLength(1);
    });

    test('that was taken can be sent', async () => {
      const bench = make();
      const ready = await upload(bench, 'accepts');
      if ('failure' in ready) throw new Error(ready.failure.code);
      expect(ready.part.file).toBeUndefined();
      const outcome = await bench.channel.send(ready.part, person, { idempotencyKey: 'list/contract#0' });
      expect(outcome.status).toBe('delivered');
    });

    test('that is refused is so with class, code and advice', async () => {
      expect(await upload(make(), 'refuses')).toMatchObject({
        failure: {
          status: 'refused',
          code: expect.stringMatching(/./u),
          advice: expect.stringMatching(/\p{Script=Han}/u),
        },
      });
    });

    // Nobody was shown anything, so nothing is unknown and nothing may have arrived.
    test.each(['throttles', 'unreachable', 'silent', 'broken', 'proxy_page', 'explodes'] as const)(
      'is put off, for certain unsent, when the platform %s',
      async (mood) => {
        const bench = make();
        const ready = await upload(bench, mood);
        expect(ready).toMatchObject({ failure: { status: 'deferred', retryAt: expect.any(Date) } });
        expect(ready).not.toHaveProperty('failure.mayHaveArrived');
        for (const secret of bench.secrets) expect(JSON.stringify(ready)).not.toContain(secret);
      },
    );
  });
};

/** What every `Channel` must do. `make` builds a fresh channel and far side for each test. */
export const describeChannelContract = (name: string, make: () => ChannelUnderTest): void => {
  const sendShort = async (bench: ChannelUnderTest, mood: PlatformMood): Promise<SendOutcome> => {
    bench.setMood(mood);
    const [part] = bench.channel.render(short, bench.destination);
    if (part === undefined) throw new Error('a short answer renders to nothing');
    return await bench.channel.send(part, bench.destination, { idempotencyKey: 'reply/contract#0' });
  };
  const moods: readonly PlatformMood[] = [
    'refuses',
    'throttles',
    'unreachable',
    'silent',
    'broken',
    'proxy_page',
    'explodes',
  ];

  describe(`channel contract: ${name}`, () => {
    test('says that it takes the destinations it takes', () => {
      const { channel, destination, foreignDestination } = make();
      expect(channel.capabilities.destinations).toContain(destination.kind);
      expect(channel.capabilities.destinations).not.toContain(foreignDestination.kind);
    });

    test("is delivered on the platform's own code for success", async () => {
      const bench = make();
      expect((await sendShort(bench, 'accepts')).status).toBe('delivered');
      expect(bench.accepted()).toBe(1);
    });

    test('is refused, with class, code and advice, when the code inside an HTTP 200 says no', async () => {
      const outcome = await sendShort(make(), 'refuses');
      expect(outcome).toMatchObject({ status: 'refused' });
      if (outcome.status === 'delivered') return;
      expect(outcome.code).not.toBe('');
      expect(outcome.advice).toMatch(/\p{Script=Han}/u);
    });

    test('is put off to a later instant when the platform asks for fewer messages', async () => {
      const bench = make();
      const outcome = await sendShort(bench, 'throttles');
      // An address for one call is spent by any refusal.
      if (bench.destination.kind === 'response_url') {
        expect(outcome).toMatchObject({ status: 'refused', errorClass: 'route_dead' });
        return;
      }
      expect(outcome).toMatchObject({ status: 'deferred', errorClass: 'throttle' });
      if (outcome.status === 'deferred') {
        expect(outcome.retryAt.getTime()).toBeGreaterThan(bench.now.getTime());
      }
    });

    test('is put off when no connection was made, since nothing was delivered', async () => {
      expect((await sendShort(make(), 'unreachable')).status).toBe('deferred');
    });

    test.each(['silent', 'broken', 'proxy_page', 'explodes'] as const)(
      'is unknown after an answer nobody can read (%s), unless a repeat has no second effect',
      async (mood) => {
        const bench = make();
        const expected = bench.channel.capabilities.idempotent ? 'deferred' : 'unknown';
        expect((await sendShort(bench, mood)).status).toBe(expected);
      },
    );

    test('refuses a destination of another kind without asking the platform', async () => {
      const bench = make();
      bench.setMood('accepts');
      const [part] = bench.channel.render(short, bench.destination);
      if (part === undefined) throw new Error('a short answer renders to nothing');
      const outcome = await bench.channel.send(part, bench.foreignDestination, { idempotencyKey: 'x#0' });
      expect(outcome.status).toBe('refused');
      expect(bench.accepted()).toBe(0);
    });

    test.each(moods)('no secret is in an outcome (%s)', async (mood) => {
      const bench = make();
      expect(bench.secrets.length).toBeGreaterThan(0);
      const outcome = JSON.stringify(await sendShort(bench, mood));
      for (const secret of bench.secrets) expect(outcome).not.toContain(secret);
    });

    test('takes files exactly where it says so', () => {
      const { channel } = make();
      expect(channel.upload !== undefined).toBe(channel.capabilities.files !== false);
    });

    if (make().channel.capabilities.files !== false) describeFiles(make);

    test.each(documents)('every part of %s keeps within the byte limit', (_, document) => {
      const { channel, destination, sizeOf } = make();
      const parts = channel.render(document, destination);
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        expect(sizeOf(part)).toBeGreaterThan(0);
        expect(sizeOf(part)).toBeLessThanOrEqual(channel.capabilities.maxBytes);
      }
    });

    test.each(documents)('%s is rendered the same way twice', (_, document) => {
      const { channel, destination } = make();
      expect(channel.render(document, destination)).toEqual(channel.render(document, destination));
    });

    test.each(documents)(
      '%s goes over the wire as well-formed text without control characters',
      (_, document) => {
        const { channel, destination } = make();
        for (const part of channel.render(document, destination)) {
          // JSON writes lone surrogates and control characters as \uXXXX, which platforms refuse.
          expect(JSON.stringify(part.body)).not.toMatch(/\\u[0-9a-f]{4}/i);
          expect(part.text).not.toMatch(/\p{Surrogate}/u);
        }
      },
    );
  });
};
