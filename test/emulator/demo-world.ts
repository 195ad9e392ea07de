import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { World } from '../../src/emulator/api.js';
import { createMovableClock, type MovableClock } from '../../src/emulator/clock.js';
import {
  type Credentials,
  createEmulator,
  type Emulator,
  randomCredentials,
} from '../../src/emulator/index.js';
import { type StoppedClock, stoppedClock } from '../support/clock.js';

/** Three people and one group on each platform; 王五 has only DingTalk and is in no group. */
export const smallWorld: World = {
  people: [
    { userId: 'zhang', name: '张三（示例）', about: '示例区 联络员', platforms: ['wecom', 'dingtalk'] },
    { userId: 'li-si', name: '李四（示例）', about: '示例局 联络员', platforms: ['wecom', 'dingtalk'] },
    { userId: 'li', name: '李五（示例）', about: '示例区 联络员', platforms: ['wecom', 'dingtalk'] },
    { userId: 'wang', name: '王五（示例）', about: '示例局 联络员', platforms: ['dingtalk'] },
  ],
  groups: [
    {
      platform: 'wecom',
      chatId: 'wrGroup01',
      name: '示例区网站联络群（示例）',
      members: ['zhang', 'li-si', 'li'],
      webhookChannel: 'area-hook',
    },
    {
      platform: 'dingtalk',
      chatId: 'cidGroup01==',
      name: '示例局网站联络群（示例）',
      members: ['zhang', 'li-si', 'li'],
      webhookChannel: 'area-ding',
    },
  ],
};

/** Credentials of the small world; `area-*` are in a group, `lost-*` in none. */
export const smallCredentials = (): Credentials =>
  randomCredentials(randomBytes, {
    wecom: ['area-hook', 'lost-hook'],
    dingtalk: ['area-ding', 'lost-ding'],
  });

export interface EmulatorUnderTest {
  readonly emulator: Emulator;
  readonly credentials: Credentials;
  readonly clock: MovableClock;
  /** Moves the demo's clock by hand; it does not run on. */
  readonly real: StoppedClock;
}

/** An emulator of the small world, closed with the test. Its clock stands at 2023-12-04 09:00 in Shanghai. */
export const startSmallEmulator = async (
  options: {
    serviceUrl?: string;
    credentials?: Credentials;
    deadline?: (afterMs: number) => AbortSignal;
  } = {},
): Promise<EmulatorUnderTest> => {
  const { credentials = smallCredentials(), serviceUrl, deadline } = options;
  const real = stoppedClock('2023-12-04T01:00:00.000Z');
  const clock = createMovableClock(real.now(), real);
  const emulator = await createEmulator({
    world: smallWorld,
    credentials,
    clock,
    ...(serviceUrl === undefined ? {} : { serviceUrl }),
    ...(deadline === undefined ? {} : { deadline }),
  });
  onTestFinished(() => emulator.close());
  return { emulator, credentials, clock, real };
};

/** What an API answered: status, and the JSON of the body. */
export interface Answered {
  readonly status: number;
  readonly json: unknown;
}

/** A call to an emulated API, as a service would make it. */
export const callApi = async (
  emulator: Emulator,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> => {
  const answer = await fetch(new URL(path, emulator.apiBaseUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json() };
};

/** A form with one file; without a name it is a plain field. */
export const formOf = (name: string | undefined, content: string, field = 'media'): FormData => {
  const form = new FormData();
  if (name === undefined) form.append(field, content);
  else form.append(field, new File([content], name));
  return form;
};

/** A multipart call to an emulated API, as a service would make it. */
export const upload = async (emulator: Emulator, path: string, form: FormData): Promise<Answered> => {
  const answer = await fetch(new URL(path, emulator.apiBaseUrl), { method: 'POST', body: form });
  return { status: answer.status, json: await answer.json() };
};
