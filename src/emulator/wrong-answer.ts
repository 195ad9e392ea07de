import type { z } from 'zod';

/** The service answered a callback in a way that the platform does not accept; the message says what is wrong. */
export class WrongAnswer extends Error {}

/**
 * Reads what came as `schema` says.
 * @throws WrongAnswer naming the field that is wrong
 */
export const readAs = <S extends z.ZodType>(schema: S, value: unknown, what: string): z.infer<S> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys : [];
  const field = [...(issue?.path ?? []), ...keys].join('.');
  throw new WrongAnswer(field === '' ? `${what}的格式不对` : `${what}的 ${field} 不对或缺少`);
};

/** @throws WrongAnswer when the text is not JSON */
export const readJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongAnswer(`${what}不是 JSON`);
  }
};
