import { z } from 'zod';
import { Instant } from './values.js';

/** Kinds of picture that are taken: those that every browser and both platforms show. */
export const PictureType = z.enum(['png', 'jpeg', 'gif', 'webp']);
export type PictureType = z.infer<typeof PictureType>;

/**
 * A picture that somebody sent to prove a rectification. `id` is that of the message with the picture's place in
 * it. Without `problemId` it waits for its rectification to be handed in.
 */
export const Picture = z.object({
  id: z.string().min(1),
  receivedAt: Instant,
  /** The account that sent it. */
  by: z.string(),
  type: PictureType,
  size: z.number().int().positive(),
  /** Of the content, in hex. */
  sha256: z.string(),
  problemId: z.string().optional(),
  /** When the report that it belongs to was handed in: the instant of that move. */
  submittedAt: Instant.optional(),
});
export type Picture = z.infer<typeof Picture>;

/** The bytes of a picture, under its id; apart, so that counting pictures reads none. */
export const PictureContent = z.object({ id: z.string().min(1), base64: z.string() });
export type PictureContent = z.infer<typeof PictureContent>;
