/** What is said before a binding ends. */
export const expiring = {
  title: '绑定即将到期',
  ends: (units: readonly string[], day: string): string =>
    `您与${units.join('、')}的绑定到${day}为止，之后不能再查本单位的台账，也收不到提醒。`,
  next: (office: string, contact: string): string =>
    `要继续使用，请在此之前向${office}（${contact}）索取新的绑定码，在与我的单聊里发送“绑定”加绑定码。不再负责的，不用办理。`,
  /** For those whose binding no code makes longer: several units, or more than staff. */
  nextByOperator: (contact: string): string =>
    `要继续使用，请在此之前联系${contact}，由运维人员延长有效期。不再负责的，不用办理。`,
  listTitle: '即将到期的绑定',
  listed: (count: number): string => `以下${count}人的绑定即将到期：`,
  line: (name: string, units: readonly string[], day: string, canBeTold: boolean): string =>
    `${name}（${units.join('、')}）：${day}到期${canBeTold ? '' : '，无法私信，请当面告知'}`,
  listNext:
    '需要继续使用的，请发“发绑定码”加单位名称，把码转给本人；绑定几家单位的人、单位管理员、审核员和管理员请由运维人员延期。不再负责的，不用办理。',
} as const;
