import type { Clock } from '../domain/clock.js';
import type { Timers } from '../domain/timers.js';
import type { Random } from './credentials.js';
import type { Transcript } from './transcript.js';
import type { Organisation } from './world.js';

/** What both emulated platforms work with. */
export interface PlatformParts {
  readonly organisation: Organisation;
  readonly transcript: Transcript;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** Base URL of the emulated platform APIs, known once they listen. */
  apiBaseUrl(): string;
}

/** A new opaque id in the style of the platforms: safe in URLs, never guessable. */
export const newId = (random: Random): string => random(16).toString('base64url');

/** Size as the platforms count it. */
export const utf8Bytes = (text: string): number => Buffer.byteLength(text, 'utf8');
