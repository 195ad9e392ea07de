import { z } from 'zod';
import { Instant } from '../domain/records/index.js';
import { MessageDocument } from '../message/document.js';
import { ReceivedEvent } from './event.js';

/**
 * A callback as it was received. `id` is `channel/key`. Its effect, its reply and the state `answered` are
 * committed together; `reply` is what goes into the HTTP response (absent = the empty acknowledgement), and
 * a repeat of the callback gets it again.
 */
export const InboxEntry = z.object({
  id: z.string().min(1),
  event: ReceivedEvent,
  receivedAt: Instant,
  state: z.enum(['received', 'answered', 'failed']),
  answeredAt: Instant.optional(),
  /** How it was answered: in the HTTP response, through the outbox, or not at all (nothing to say). */
  answeredBy: z.enum(['response', 'outbox', 'none']).optional(),
  reply: MessageDocument.optional(),
  failure: z.string().optional(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

/** Who may see an answer, and where; see `Answer.reach`. */
const Reach = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('public') }),
  z.object({ kind: z.literal('unit'), unitId: z.string() }),
  z.object({ kind: z.literal('asker') }),
]);

/** What the bot remembers of one person in one chat. `id` is `channel/chat/sender`. */
export const Conversation = z.object({
  id: z.string().min(1),
  updatedAt: Instant,
  /** A question the bot asked and waits for: a choice between readings, or a confirmation. */
  pending: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('choice'),
        expiresAt: Instant,
        /** Texts that the choices stand for; a number or the words pick one. */
        options: z.array(z.object({ label: z.string(), text: z.string() })),
      }),
      z.object({
        /** Something is missing from a command: the next line that has it completes it. */
        kind: z.literal('ask'),
        expiresAt: Instant,
        command: z.string(),
        args: z.record(z.string(), z.string()),
      }),
      z.object({
        kind: z.literal('confirm'),
        expiresAt: Instant,
        /** What is done on 确认: an intent's command with its arguments. */
        command: z.string(),
        args: z.record(z.string(), z.string()),
      }),
    ])
    .optional(),
  /** Pictures that this person sent and has not handed in yet, the oldest first. */
  pictures: z.array(z.object({ id: z.string(), at: Instant })).optional(),
  /** The last question, which 那上季度呢 goes on from; one that was made of a shorter line in its full form. */
  last: z.object({ text: z.string(), askedAt: Instant }).optional(),
  /** The rest of a long list, shown on 更多 to whom and where the first lines could be shown. */
  more: z
    .object({
      title: z.string(),
      lines: z.array(z.string()),
      note: z.string(),
      reach: Reach,
      /** The units that its reader had: shown no more when one of them is lost. */
      unitIds: z.array(z.string()).optional(),
      /** Its reader was of the office: shown no more when that has ended. */
      byOffice: z.boolean().optional(),
    })
    .optional(),
});
export type Conversation = z.infer<typeof Conversation>;

/** A one-time code that binds a person to a unit. `id` is the SHA-256 of the code: the code is not stored. */
export const BindingCode = z.object({
  id: z.string().min(1),
  unitId: z.string(),
  role: z.enum(['staff', 'unit_admin']),
  createdAt: Instant,
  createdBy: z.string(),
  /** Hand-over: the person whose binding to the unit ends once the code is used. */
  replaces: z.string().optional(),
  /** Leave: the delegation that whoever uses the code takes up; nobody is bound by it. */
  delegationId: z.string().optional(),
  expiresAt: Instant,
  usedAt: Instant.optional(),
  usedBy: z.string().optional(),
  /** Hand-over: the predecessor has a newer code, a successor, or the unit no more. */
  voidedAt: Instant.optional(),
});
export type BindingCode = z.infer<typeof BindingCode>;
