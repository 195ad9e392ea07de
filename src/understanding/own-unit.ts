/** 我 by itself is the speaker (我开车呢, 告诉我): it takes what is counted of a unit to mean the unit. */
const ownUnit =
  /我(?:们|单位|[科处股队](?!长|理)|这|方|家|处|[区县局委办]|中心|部门|网站|的|排|得|扣|进[了没前]|掉|升|涨|第|名|有)|俺|咱|自己(?:单位|[区县局委办])|wodanwei|本(?:单位|区|县|局|委|办|中心|厅|部门|网站)/u;
/** 我市, 咱市: the city; 给我们看, 我的意思: whoever speaks. */
const speakerOrCity =
  /[我咱](?:们)?市|(?:给|帮|发|告诉)[我俺咱](?!们|单位|[区县局委办])|我的(?:意思|天|妈)|别(?:有|是|轮到)(?:我们|俺们?|咱们?)/gu;

/** 我单位, 我们局, 本单位: what another unit's name can take the place of. */
export const ownWords = /(?:我们?|俺们?|咱们?|本)(?:这)?(?:单位|[区县局委办厅]|中心|部门|网站)?的?/u;

/** Whether a line speaks of the asker's own unit: 我单位, 我们, 咱局, 俺, 本单位 … */
export const speaksOfOwnUnit = (text: string): boolean => ownUnit.test(text.replace(speakerOrCity, ''));

/** Kinds of bodies that are units of somebody, though they have sites that nobody inspects. */
const kind =
  '(?:学校|学院|大学|中学|小学|高中|初中|幼儿园|医院|卫生院|街道办?事?处?|街办|乡镇?|镇|社区|中心|馆|所|站|园区?|党校|集团|支队|大队|总队)';
const ownKind = new RegExp(
  [
    `(?:我们|俺们|咱们|[我俺咱]|本)这?(?:个|边)?(?:就?是)?(?:[一这]?(?:所|家|个)|(?:市直|县里|区里|省直)的?)*${kind}(?![里内的]?(?:学生|老师|食堂|门口|附近|旁边|放学|开学|有没有|几点))`,
    '(?:我|俺|咱|本)[校院所站馆镇乡](?=网|的|排|得|第|考|扣|名|分|几|多少|有|留|栏|公|账|上|本|这|问|整|进|逾|超|今|，|,|$)',
  ].join('|'),
  'gu',
);

/** A line in which the own body, by its kind (我们学校, 我院, 我们是一所中学), is 我单位. */
export const withOwnUnit = (marked: string): string => marked.replace(ownKind, '我单位');
