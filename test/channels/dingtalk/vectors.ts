import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Vectors = z.object({
  robot_callback_sign: z.object({
    vectors: z
      .array(
        z.object({
          id: z.string(),
          timestamp: z.string(),
          appSecret: z.string(),
          sign: z.string(),
          expect_valid_at_ms: z.number().optional(),
        }),
      )
      .min(3),
    verifier_cases: z
      .array(
        z.object({
          id: z.string(),
          now_ms: z.number(),
          timestamp: z.string(),
          sign: z.string().nullable(),
          appSecret: z.string(),
          expect_valid: z.boolean(),
        }),
      )
      .min(10),
  }),
  custom_robot_sign: z.object({
    vectors: z
      .array(
        z.object({
          id: z.string(),
          timestamp: z.string(),
          secret: z.string(),
          sign_base64: z.string(),
          sign_urlencoded: z.string(),
          query: z.string(),
          wrong_double_encoded: z.string().optional(),
          wrong_plus_as_space: z.string().optional(),
        }),
      )
      .min(3),
    example_url: z.string(),
  }),
});

/** Signatures of DingTalk: official inputs and invented ones, each checked with two more libraries. */
export const vectors = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/dingtalk-vectors.json', import.meta.url), 'utf8')),
);
