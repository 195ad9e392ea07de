/** Binding a person to a unit, and letting go of it. */
export const binding = {
  title: '绑定单位',
  bound: (units: readonly string[], role: string): string => `您已绑定${units.join('、')}，身份是${role}。`,
  until: (day: string): string => `绑定有效期至${day}。`,
  notBound: '您还没有绑定单位。',
  ended: (units: readonly string[], day: string): string =>
    units.length === 0 ? `您的绑定已于${day}结束。` : `您与${units.join('、')}的绑定已于${day}结束。`,
  renew: (office: string, contact: string): string =>
    `要继续使用，请向${office}（${contact}）索取新的绑定码，在与我的单聊里发送“绑定”加绑定码；公开的内容现在就可以直接问。`,
  renewed: (unit: string, role: string): string => `已续期：您与${unit}的绑定不再到期，身份是${role}。`,
  renewSeveral: (units: readonly string[], contact: string): string =>
    `您绑定了${units.join('、')}，几家的有效期要一起延长，请联系${contact}由运维人员登记；这个绑定码没有使用。`,
  renewRole: (role: string, contact: string): string =>
    `您的身份是${role}，这个绑定码不能为您续期，没有使用。请联系${contact}索取相应身份的绑定码。`,
  roles: {
    staff: '工作人员',
    unit_admin: '单位管理员',
    reviewer: '审核员',
    admin: '管理员',
  },
  how: (office: string): string => `请向${office}索取一次性绑定码，在与我的单聊里发送“绑定”加绑定码。`,
  claim: (unit: string, office: string): string =>
    `只报单位名称不能绑定${unit}，请向${office}索取一次性绑定码，在与我的单聊里发送“绑定”加绑定码。`,
  change: (office: string): string =>
    `换单位请先解绑，再用新单位的绑定码绑定；兼管几家单位的，直接再用一个绑定码即可。绑定码向${office}索取。`,
  commandLabel: '绑定',
  command: '绑定 您的绑定码',
  unbindLabel: '解绑',
  unbindCommand: '解绑',
  contact: (contact: string): string => `联系：${contact}`,

  done: (unit: string, role: string): string => `已绑定${unit}，身份是${role}。`,
  added: (unit: string, units: readonly string[]): string =>
    `已增加绑定${unit}，您现在绑定了${units.join('、')}。`,
  already: (unit: string): string => `您已经绑定${unit}，不需要再绑定；这个绑定码没有使用。`,
  unknownCode: '没有这个绑定码，请核对后重新发送（8位字母和数字，没有0、O、1、I）。',
  expiredCode: (office: string): string => `这个绑定码已过期，请向${office}重新索取。`,
  usedCode: (office: string): string => `这个绑定码已经用过，每个码只能用一次，请向${office}重新索取。`,
  handOverOver: ({ name, contact }: { readonly name: string; readonly contact: string }): string =>
    `这个交接用的绑定码已经作废。请向原联络员要最新的绑定码，或向${name}（${contact}）索取。`,
  issuerGone: ({ name, contact }: { readonly name: string; readonly contact: string }): string =>
    `发这个绑定码的人已不是管理员，绑定码已经作废，请向${name}（${contact}）重新索取。`,
  unitGone: (office: string): string => `这个绑定码对应的单位已不在名单里，请联系${office}。`,
  tooManyCodes: '绑定码输错次数过多，请一小时后再试。',
  attemptsLeft: (count: number): string => `本小时内还可以再试${count}次`,
  outsider: '只有本单位通讯录里的人才能绑定，请用单位的企业微信或钉钉账号找我。',

  unbindNothing: '您没有绑定单位，不需要解绑。',
  unbindDirect: '解绑请在与我的单聊里办，把“解绑”发给我即可。',
  unbindStandIn: '您没有自己的绑定；不再代别人办理，请发“取消委托”。',
  unbindAsk: (units: readonly string[]): string =>
    `将解除您与${units.join('、')}的绑定，之后不能再查本单位的台账。`,
  unbindRoster: '名册里登记的绑定会在下次导入名册时恢复，要彻底解除请同时告知管理员',
  unbindDone: (units: readonly string[]): string => `已解除与${units.join('、')}的绑定。`,
  onlyAdminIssues: (contact: string): string => `绑定码由管理员发放，请联系${contact}。`,
  issueDirect: '发绑定码请在与我的单聊里办，免得别人看到。',
  issueWhichUnit: '请写明单位，例如：发绑定码 金水区。',
  issueOneUnit: (units: readonly string[]): string =>
    `一次只能发一家单位的绑定码，您写的可能是${units.join('、')}。请写明其中一家。`,
  tooManyIssued: (count: number): string => `一小时内最多发${count}个绑定码，请稍后再试。`,
  issued: (unit: string, code: string): string => `${unit}的绑定码：${code}`,
  issuedUntil: (until: string, code: string): string =>
    `${until}前有效，只能用一次。请让本人在与我的单聊里发送：绑定 ${code}`,

  handOverTitle: '工作交接',
  handOverDirect: '交接请在与我的单聊里办，把“交接”发给我即可。',
  handOverOffice: '审核员和管理员的交接由运维人员办理。',
  handOverSeveral: (units: readonly string[]): string =>
    `您绑定了${units.join('、')}，交接请联系管理员逐家办理。`,
  handOverStandIn: '您是代别人办理，不能替别人交接。请由原联络员本人发“交接”。',
  handOverAsk: (unit: string): string =>
    `将为您的接任者生成${unit}的绑定码。接任者绑定成功后，您与${unit}的绑定随即解除；在那之前您照常使用。`,
  handOverCode: (code: string): string => `接任者的绑定码：${code}`,
  handOverUntil: (until: string, code: string): string =>
    `${until}前有效，只能用一次。请接任者在与我的单聊里发送：绑定 ${code}`,
  handOverVoided: '您以前发出的交接用绑定码已经作废，只有这一个有效。',
  tookOver: (unit: string): string => `${unit}原联络员的绑定已同时解除，交接完成。`,

  confirmLabel: '确定请在5分钟内回复',
  confirm: '确认',
  cancelLabel: '不办请回复',
  cancel: '取消',
  examples: { rankLabel: '查排名', rank: '我单位排名', stateLabel: '查待办留言', state: '我单位待回复留言' },
} as const;
