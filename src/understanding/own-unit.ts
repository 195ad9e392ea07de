/** 我 by itself is the speaker (我开车呢, 告诉我): it takes what is counted of a unit to mean the unit. */
const ownUnit =
  /我(?:们|单位|这|方|家|处|[区县局委办]|中心|部门|网站|的|排|得|扣|进[了没前]|掉|升|涨|第|名|有)|俺|咱|自己(?:单位|[区县局委办])|wodanwei|本(?:单位|区|县|局|委|办|中心|厅|部门|网站)/u;
/** 我市, 咱市: the city; 给我们看, 我的意思: whoever speaks. */
const speakerOrCity =
  /[我咱](?:们)?市|(?:给|帮|发|告诉)[我俺咱](?!们|单位|[区县局委办])|我的(?:意思|天|妈)|别(?:有|是|轮到)(?:我们|俺们?|咱们?)/gu;

/** 我单位, 我们局, 本单位: what another unit's name can take the place of. */
export const ownWords = /(?:我们?|俺们?|咱们?|本)(?:这)?(?:单位|[区县局委办厅]|中心|部门|网站)?的?/u;

/** Whether a line speaks of the asker's own unit: 我单位, 我们, 咱局, 俺, 本单位 … */
export const speaksOfOwnUnit = (text: string): boolean => ownUnit.test(text.replace(speakerOrCity, ''));
