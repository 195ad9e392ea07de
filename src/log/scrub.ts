/** What takes the place of a secret. */
const hidden = '[hidden]';

/** Query parameters and fields of both platforms whose value opens something. */
const secretNames =
  'key|access_token|accessToken|corpsecret|secret|appSecret|session|response_code|ticket|msg_signature|q-signature|signature|sign|media_id|downloadCode|downloadUrl|token|encodingAesKey|echostr';

const inUrl = new RegExp(`([?&](?:${secretNames})=)[^&#\\s"']+`, 'gi');
const inJson = new RegExp(`("(?:${secretNames})"\\s*:\\s*")[^"]+(")`, 'gi');
/** Chinese mobile numbers and citizen ID numbers, not inside longer numbers. */
const phone = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const idNumber = /(?<!\d)([1-9]\d{5})\d{8}(\d{3}[\dXx])(?!\d)/g;

/**
 * Takes secrets and citizens' numbers out of a text. Redaction by path never reaches what stands inside a
 * message, a URL or an error; this does.
 */
export const scrub = (text: string): string =>
  text
    .replace(inUrl, `$1${hidden}`)
    .replace(inJson, `$1${hidden}$2`)
    .replace(idNumber, '$1********$2')
    .replace(phone, '$1****$2');

/** Depth beyond which nothing of ours is nested. */
const deepest = 6;

/** The same for every text inside a value. */
export const scrubDeep = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return scrub(value);
  if (value === null || typeof value !== 'object' || depth >= deepest) return value;
  if (value instanceof Error) {
    return {
      type: value.name,
      message: scrub(value.message),
      stack: scrub(value.stack ?? ''),
      ...(value.cause === undefined ? {} : { cause: scrubDeep(value.cause, depth + 1) }),
    };
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((one: unknown) => scrubDeep(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, scrubDeep(one, depth + 1)]));
};
