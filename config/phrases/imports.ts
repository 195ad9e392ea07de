/** What an import tells besides its faults. */
export const imports = {
  place: (file: string, sheet: string, row: number): string => `${file}｜${sheet}｜第 ${row} 行`,
  brokenIdentity: (place: string, says: string, actual: string, written: string): string =>
    `${place}：数字对不上（${says}；算得 ${actual}，写的是 ${written}），已按写的导入，请核对`,
  changeDoesNotHold: (place: string): string =>
    `${place}：“比上期”与“数量”“上期”算出的变化不一致，已按写的导入，请核对`,
} as const;
