/** 告诉我, 帮我, 我想: the speaker, not the speaker's unit; 我市, 咱市: the city. */
const speakerOrCity =
  /(?:告诉|提醒|给|发|帮|让|请|教|问)我(?!们|单位|[区县局委办])|我(?:想|要|看|查|问|能|该|可以|先|再|是)|[我咱](?:们)?市/gu;
const ownUnit = /我|俺|咱|wodanwei|本(?:单位|区|县|局|委|办|中心|厅|部门|网站)/u;

/** Whether a line speaks of the asker's own unit: 我单位, 我们, 咱局, 俺, 本单位 … */
export const speaksOfOwnUnit = (text: string): boolean => ownUnit.test(text.replace(speakerOrCity, ''));
