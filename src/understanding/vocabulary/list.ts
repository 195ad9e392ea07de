/**
 * A list written with blanks between its items. Backslashes stand for themselves, as in a regular
 * expression.
 */
export const list = (strings: TemplateStringsArray, ...values: readonly string[]): readonly string[] =>
  String.raw(strings, ...values)
    .trim()
    .split(/\s+/u);

/** 没, 未, 不 and what may stand between them and the verb; the 没 of 有没有 and 备没备 denies nothing. */
export const negation = `(?<!(?<!没)有|[备报改交])(?:没有?|未|不|木有|冇)(?:曾|经|按规定|按要求|按时|提前|及时|主动|先|去|来|做|走|办理?|进行|履行|执行)*`;

/** A number below a thousand in digits, or below a hundred in characters. */
export const number = String.raw`(?:\d{1,3}|[一二三四五六七八九两]?十[一二三四五六七八九]?|[一二两三四五六七八九])`;
