/** Numbers written by their sound behind 前, 第, 附件 …, and what shows that a number is meant. */
const numbersHeard: ReadonlyMap<string, string> = new Map(
  [
    '一依壹',
    '二贰',
    '三叁散伞',
    '四肆',
    '五武吴伍午舞',
    '六陆',
    '七柒',
    '八捌',
    '九玖',
    '十拾是时石实',
    '几己级计记',
  ].flatMap(([sign = '', ...heard]) => heard.map((one) => [one, sign] as const)),
);
const heardSigns = [...numbersHeard.keys()].join('');
const numberHeard = new RegExp(
  `(?<=[前后头末])[${heardSigns}](?=[名位强家])|(?<=[前后])[${heardSigns.replace(/[时实是石级计记]/gu, '')}](?=的|都|有谁|是谁|$)|(?<=排第|附件|附建|付件)[${heardSigns}](?=发|传|给|打|在|$)|(?<=第)[${heardSigns.replace(/[时实是]/gu, '')}](?=[名位]|$)`,
  'gu',
);
/** 前, 后 and 第 in pinyin before a number. */
const pinyinBefore: readonly (readonly [RegExp, string])[] = [
  [/(?<![a-z])qian(?=\d|[一二三四五六七八九十几])/gu, '前'],
  [/(?<![a-z])hou(?=\d|[一二三四五六七八九十几])/gu, '后'],
  [/(?<![a-z])di(?=\d|[一二三四五六七八九十几])/gu, '第'],
];

/** 第 and 前 by their sound, where a place is meant. */
const placeHeard: readonly (readonly [RegExp, string])[] = [
  [/(?<=[排考拿居列搁到得局区县市委办]|^)[弟帝地低底递](?=几(?:[名位呀啊呢吗了,，。?？]|$))/gu, '第'],
  [
    /(?<![\d一二三四五六七八九十百千万])[钱千签浅](?=[三五八十][名位强家]?(?:$|[都是有的名位强]|单位))/gu,
    '前',
  ],
];

/** A line with its numbers as they are meant where they are written by their sound: 前武名, 排第己, qian五. */
export const withNumbers = (line: string): string =>
  [...pinyinBefore, ...placeHeard]
    .reduce((read, [latin, sign]) => read.replace(latin, sign), line)
    .replace(numberHeard, (sign) => numbersHeard.get(sign) ?? sign);
