const list = (units: readonly string[]): string => units.join('、');

/** Leave with a colleague who stands in until a day. */
export const delegation = {
  title: '休假委托',
  direct: '委托请在与我的单聊里办，把同样的话发给我即可。',
  office: '审核员和管理员的工作不能委托，请由另一位审核员、管理员办理，或联系运维人员登记。',
  standsInOnly: (names: readonly string[]): string =>
    `您是代${list(names)}办理，不能再委托给别人。确实办不了，请发“取消委托”，由本人另行委托。`,
  already: (name: string, day: string): string =>
    `您已委托${name}，到${day}为止。要换人或改日期，请先发“取消委托”。`,
  askDay: '委托到哪一天为止（含当天）？请写日期，例如：12月20日、下周五。',
  badDay: (day: string): string => `日历上没有“${day}”这一天，请重新写日期。`,
  past: (day: string): string => `${day}已经过去，请写今天或以后的日期。`,
  tooLong: (day: string, most: number, last: string): string =>
    `${day}太晚：一次最多委托${most}天，最晚到${last}。请重新写日期。`,
  beyondBinding: (last: string): string => `您自己的绑定到${last}为止，委托不能更晚。请重新写日期。`,
  ask: (units: readonly string[], day: string): string =>
    `您将委托一位同事代办${list(units)}的工作，到${day}为止（含当天）。`,
  facts: { units: '单位', role: '同事的身份', until: '到期' },
  untilDay: (day: string): string => `${day}（含当天）`,
  what: '同事用绑定码接受后立即生效：能查这些单位的台账、办您能办的事；提醒改发给同事，不再发给您。到期自动结束。',
  others: (names: readonly string[]): string => `您代${list(names)}办理的工作不在其中。`,
  code: (code: string): string => `委托用的绑定码：${code}`,
  codeUntil: (until: string, code: string): string =>
    `${until}前有效，只能用一次。请同事在与我的单聊里发送：绑定 ${code}`,
  backEarly: '提前回来，请发“取消委托”，委托立即结束。',

  /** Said to the delegate. */
  taken: (name: string, units: readonly string[], day: string): string =>
    `您已接受委托，代${name}办理${list(units)}的工作，到${day}为止（含当天），到期自动结束。`,
  ownStays: (units: readonly string[]): string => `您自己与${list(units)}的绑定不受影响。`,
  cannot: '办不了时请发“取消委托”。委托不能再转给别人。',
  takenTold: (name: string, units: readonly string[], day: string): string =>
    `${name}已接受您的委托，代办${list(units)}的工作，到${day}为止。提前回来请发“取消委托”。`,
  codeOver: '这个绑定码对应的委托已经结束，请委托人重新委托。',
  noMore: (contact: string): string =>
    `委托人与单位的绑定已经结束，这个委托不能生效。请联系${contact}索取绑定码。`,
  self: '不能委托给自己，请把绑定码转给同事；这个绑定码没有使用。',
  officeTaker: '审核员和管理员不能代办单位的工作，请委托人换一位同事；这个绑定码没有使用。',
  onLeave: '您自己正在委托期间，不能代别人办理。提前回来请先发“取消委托”；这个绑定码没有使用。',

  nothing: '您现在没有委托别人，也没有代别人办理。',
  cancelled: (units: readonly string[]): string =>
    `委托还没有人接受，已取消；${list(units)}的工作仍由您办理。`,
  ended: (name: string, units: readonly string[]): string =>
    `委托已结束：${name}不再代办${list(units)}的工作，提醒恢复发给您。`,
  endedTold: (name: string, units: readonly string[]): string =>
    `${name}已结束委托，您不再代办${list(units)}的工作。谢谢。`,
  gaveBack: (name: string, units: readonly string[]): string =>
    `已结束：您不再代${name}办理${list(units)}的工作，已告诉本人。`,
  gaveBackTold: (name: string, units: readonly string[]): string =>
    `${name}不再代您办理${list(units)}的工作，提醒恢复发给您。要另找同事，请重新发“委托”。`,

  /** Said where somebody asks about his binding. */
  standing: (name: string, units: readonly string[], day: string): string =>
    `您正代${name}办理${list(units)}的工作，到${day}为止。`,
  given: (name: string, units: readonly string[], day: string): string =>
    `您已委托${name}代办${list(units)}的工作，到${day}为止。`,
  waiting: (day: string): string => `您的委托（到${day}）还没有人接受。`,
  over: (units: readonly string[], day: string): string => `您代办${list(units)}的委托已于${day}结束。`,
  overNext: (contact: string): string =>
    `要继续办理，请本人重新委托，或联系${contact}索取绑定码；公开的内容现在就可以直接问。`,
  somebody: '同事',
  inPlaceOf: (name: string, onLeave: string): string => `${name}（代${onLeave}）`,
} as const;
