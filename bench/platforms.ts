/** The emulated platforms that the load comes from, and what they send. */
import { randomBytes } from 'node:crypto';
import { loadWorld } from '../src/demo.js';
import { systemClock } from '../src/domain/clock.js';
import { systemTimers } from '../src/domain/timers.js';
import { createCallLog } from '../src/emulator/call-log.js';
import type { Callback } from '../src/emulator/callback.js';
import { randomCredentials } from '../src/emulator/credentials.js';
import { createEmulatedDingtalk } from '../src/emulator/dingtalk/index.js';
import { createFaults } from '../src/emulator/faults.js';
import { createTranscript } from '../src/emulator/transcript.js';
import { createEmulatedWecom } from '../src/emulator/wecom/index.js';
import { createOrganisation } from '../src/emulator/world.js';
import { postOf } from './connections.js';
import { contacts } from './contacts.js';

export const credentials = randomCredentials(randomBytes);
const world = await loadWorld();
const organisation = createOrganisation({
  people: [
    ...world.people,
    ...contacts.map((userId) => ({ userId, name: userId, about: '', platforms: ['wecom', 'dingtalk'] })),
  ],
  groups: world.groups.map((group) => ({ ...group, members: [...group.members, ...contacts] })),
});
/** Nothing is sent there: every answer goes into the response. */
export const apiBaseUrl = 'http://127.0.0.1:9';

const parts = {
  organisation,
  transcript: createTranscript(systemClock),
  clock: systemClock,
  timers: systemTimers,
  random: randomBytes,
  apiBaseUrl: () => apiBaseUrl,
};
const wecom = createEmulatedWecom(credentials.wecom, parts, {
  faults: () => createFaults([]),
  calls: createCallLog(systemClock),
});
const dingtalk = createEmulatedDingtalk(credentials.dingtalk, parts);
const dingtalkGroup = organisation.chat('cidZhongyuanGroup01==');
if (dingtalkGroup === undefined) throw new Error('no group');

/** A new message by somebody. */
export type Kind = (userId: string) => Callback;

/** A new message of each kind: 我单位排名, by somebody who is bound. */
export const kinds: Readonly<Record<string, Kind>> = {
  'WeCom XML': (userId) => wecom.app.text(userId, '我单位排名'),
  'WeCom JSON': (userId) =>
    wecom.bot.groupText('wrZhongyuanGroup01', userId, { text: '@通报助手 我单位排名' }),
  'DingTalk JSON': (userId) =>
    dingtalk.robot.text(dingtalkGroup, { userId, name: userId }, { text: '我单位排名' }),
};

export type Requests = readonly Buffer[];

/** Made before the clock runs: the generator is not to be what is measured. */
export const requests = (make: Kind, from: readonly string[], count: number): Requests =>
  Array.from({ length: count }, (_, at) => postOf(make(from[at % from.length] ?? '').attempt().request));
