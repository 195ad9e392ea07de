const digits = new Map(
  [...'零一二三四五六七八九']
    .map((sign, value) => [sign, value] as const)
    .concat([
      ['〇', 0],
      ['两', 2],
    ]),
);

/** A number below 100 as people write it (`5`, `五`, `十二`, `二十`); `undefined` = not one. */
export const readNumber = (text: string): number | undefined => {
  if (/^\d{1,3}$/u.test(text)) return Number(text);
  const parts = /^(?<tens>[一二三四五六七八九]?)(?<ten>十?)(?<ones>[一二两三四五六七八九]?)$/u.exec(
    text,
  )?.groups;
  if (parts === undefined || text === '') return undefined;
  const { tens = '', ten = '', ones = '' } = parts;
  if (ten === '') return tens !== '' && ones !== '' ? undefined : digits.get(`${tens}${ones}`);
  return (tens === '' ? 1 : (digits.get(tens) ?? 0)) * 10 + (digits.get(ones) ?? 0);
};

/** Digits written out one by one: `二〇二三` = 2023. */
export const readDigits = (text: string): number | undefined => {
  const values = [...text].map((sign) => (/\d/u.test(sign) ? Number(sign) : digits.get(sign)));
  return values.some((value) => value === undefined) ? undefined : Number(values.join(''));
};
