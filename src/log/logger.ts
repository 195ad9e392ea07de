import pino, { type DestinationStream, type Logger } from 'pino';
import { scrubDeep } from './scrub.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

/** Fields whose whole value is a secret, wherever a log line names them. */
const redacted = [
  'token',
  'secret',
  'encodingAesKey',
  'corpSecret',
  'appSecret',
  'accessToken',
  'key',
  'url',
].flatMap((name) => [name, `*.${name}`]);

/**
 * JSON lines on standard error (standard output belongs to the commands). Known secret fields are redacted
 * by name, and every text passes the scrubber on its way out.
 */
export const createLogger = (level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redacted, censor: '[hidden]' },
      serializers: { err: (error: unknown) => scrubDeep(error) },
      hooks: {
        logMethod(args, method) {
          const scrubbed = args.map((one) => scrubDeep(one));
          method.apply(this, scrubbed as typeof args);
        },
      },
    },
    destination,
  );

/** A logger that says nothing, for commands and tests. */
export const silentLogger = (): Logger => pino({ level: 'silent' });
