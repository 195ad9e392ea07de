/** The people who ask: contacts of one unit, as many as an office of a hundred groups has. */
const count = 100;

/** Their user ids, on both platforms. */
export const contacts: readonly string[] = Array.from({ length: count }, (_, at) => `contact${at + 1}`);

export const contactsUnit = '中原区';

/** The sheet that binds them. */
export const contactsSheet = (): string => {
  const rows = contacts.flatMap((userId) =>
    ['wecom', 'dingtalk'].map(
      (platform) => `${platform},${userId},联络员（示例）,${userId},${contactsUnit},工作人员,`,
    ),
  );
  return ['平台,用户ID,姓名,自然人编号,单位,角色,有效期至', ...rows, ''].join('\n');
};
