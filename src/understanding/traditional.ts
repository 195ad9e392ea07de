import { Converter } from 'opencc-js/t2cn';

const convert = Converter({ from: 't', to: 'cn' });

/** Everyday signs that stand in GB 2312 for the sake of names, or that no table takes for another. */
const everyday: Readonly<Record<string, string>> = { 後: '后', 於: '于', 著: '着', 麽: '么', 妳: '你' };

/** The 6,763 signs of GB 2312, decoded from their codes: what the mainland writes as well stays as it is (乾). */
const mainland: ReadonlySet<string> = new Set(
  new TextDecoder('gb18030').decode(
    Uint8Array.from({ length: 72 * 94 * 2 }, (_, at) => {
      const code = at >> 1;
      return at % 2 === 0 ? 0xb0 + Math.floor(code / 94) : 0xa1 + (code % 94);
    }),
  ),
);

/** Signs that were looked up before. Lines bring a few thousand different ones. */
const known = new Map<string, string>();

const simplifySign = (sign: string): string => {
  const usual = everyday[sign];
  if (usual !== undefined) return usual;
  if (mainland.has(sign)) return sign;
  const before = known.get(sign);
  if (before !== undefined) return before;
  const simplified = convert(sign);
  // One for one, so that places in a line stay what they were.
  const one = simplified.length === sign.length ? simplified : sign;
  known.set(sign, one);
  return one;
};

/** A line in mainland characters, sign by sign, so that places in it stay what they were. */
export const simplify = (text: string): string =>
  // 覆 is the mainland's as well, but not in these words.
  text.replace(/(?<=[答回批])覆/gu, '复').replace(/[\u4e00-\u9fff]/gu, simplifySign);
