import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Signed = z.object({
  name: z.string(),
  token: z.string(),
  encodingAESKey: z.string(),
  timestamp: z.string(),
  nonce: z.string(),
  msg_signature: z.string(),
  encrypt: z.string(),
});

const Vectors = z.object({
  decrypt_official: z
    .array(
      Signed.extend({
        kind: z.enum(['url_verify_get', 'message_post_xml']),
        receiveid: z.string(),
        echostr_urlencoded: z.string().optional(),
        http_response_body_exact: z.string().optional(),
        request_body_xml: z.string().optional(),
        expect: z.object({ message: z.string(), receiveid: z.string() }),
      }),
    )
    .min(1),
  encrypt_fixed_random: z
    .array(Signed.extend({ receiveid: z.string(), random16_ascii: z.string(), message: z.string() }))
    .min(1),
  encrypt_large: z
    .array(
      z.object({
        name: z.string(),
        encodingAESKey: z.string(),
        receiveid: z.string(),
        random16_ascii: z.string(),
        message_bytes: z.number(),
        encrypt_chars: z.number(),
        encrypt_sha256: z.string(),
      }),
    )
    .min(1),
  signature_only: z.array(Signed.omit({ encodingAESKey: true })).min(1),
  negative: z
    .array(Signed.extend({ expected_receiveid: z.string(), must_reject: z.boolean(), reason: z.string() }))
    .min(1),
  key_parsing: z
    .array(
      z.object({
        name: z.string(),
        encodingAESKey: z.string(),
        key_hex: z.string().optional(),
        must_reject: z.boolean(),
      }),
    )
    .min(1),
});

/** The crypto vectors of WeCom callbacks: official samples and cases checked with several libraries. */
export const vectors = Vectors.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/wecom-vectors.json', import.meta.url), 'utf8')),
);
