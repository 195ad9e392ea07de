/** A table of words by the weight of what they say about the name beside them. */
const table = (weights: Readonly<Record<string, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(weights).flatMap(([weight, words]) =>
      words.split(/\s+/u).map((word) => [word, Number(weight)] as const),
    ),
  );

/** Words that a name stands right after. */
const before = table({
  6: '我叫 名叫 叫做 本名 大名 真名 原名 全名 姓名 名字 名字叫 名字是 名为 签名 署名 落款 化名 曾用名 我名叫 俺叫 他叫 她叫 都叫 一个叫 有个叫 叫个',
  5: '申请人 申报人 投诉人 举报人 反映人 咨询人 当事人 经办人 经手人 委托人 受托人 代理人 监护人 收件人 寄件人 收货人 联系人 写的是 写的 双胞胎 龙凤胎 姐弟 老两口 留言人 来信人 来电人 来访人 信访人 申诉人 上访人 参保人 持卡人 持证人 购房人 办理人 代办人 代收人 领取人 承租人 出租人 法定代表人 法定代理人 法人代表 法人 户主 户主是 业主 租客 房东 来电 来电人是 被举报人 被投诉人 死者 伤者 逝者 患者 病人 原告 被告 我是 本人是 本人叫 本人 本人系 敬礼 网民 网友 同胞 考生',
  4: '母亲 父亲 妈妈 爸爸 老妈 老爸 我妈 我爸 爱人 妻子 丈夫 老公 老婆 媳妇 儿子 女儿 闺女 孩子 小孩 娃 孙子 孙女 外孙 外孙女 侄子 侄女 外甥 爷爷 奶奶 姥姥 姥爷 外婆 外公 哥哥 弟弟 姐姐 妹妹 大哥 大姐 二哥 二姐 三弟 表哥 表弟 表姐 表妹 堂哥 堂弟 我哥 我弟 我姐 我妹 其子 其女 其父 其母 其妻 其夫 之子 之女 岳父 岳母 公公 婆婆 配偶 儿媳 女婿 舅舅 叔叔 大伯 姑姑 邻居 同学 同事 室友 朋友 老乡 战友 同伴 家属 家长 学生 居民 村民 市民 群众 老太太 老大爷 老人家 老人 老兵 老汉 老太 残疾人 五保户 低保户 贫困户 监护 会计 出纳 司机 教师 老师 医生 大夫 护士 护工 主任 副主任 书记 支书 村支书 队长 村长 站长 所长 科长 局长 院长 校长 组长 班长 镇长 乡长 处长 经理 副经理 老板 老板娘 包工头 工头 班主任 保安 保洁 中介 快递员 外卖员 职工 退休职工 员工 工人 农民工 民工 民警 交警 辅警 警官 法官 律师 师傅 同志 党员 干部 代表 负责人 联络人 责任人 股东 董事 客户 顾客 车主 店主 摊主 军人 退伍军人 烈士 教授 专家 作者 记者',
  2: '找 找到 找过 找了 问 问过 问了 跟 向 给 请 叫 让 由 被 告 查 查询 查下 查一下 查查 查了 帮 替 陪 托 联系 感谢 谢谢 表扬 举报 投诉 起诉 控告 见 见过 认识 交给 转给 转交 过户给 转告 通知 告诉 咨询 求 骂 打 或 写成 写成了 打成了 写错成 应为 应该是 而是 不是 就是 还有 以及 包括 比如 例如 像 看看 看下 楼上 楼下 隔壁 对门 村里 队里 经办的 办事的 值班的 窗口的 窗口 柜台 热线 嫌 欠 害 骗 怪 告知 顶替 冒充 冒用 处理 处分 开除 转 村 组 队 屯 室 号 单元 班 社区 小区 小学 中学 大队 中队 科 物业 居委会 村委会 村委 派出所 年级 期 号楼',
  1: '的 是 和 与 同 及 对 有 为 把 写 寄 借 凭 局 所 公司 医院 中心 厂 店 学校 镇 乡',
});

/** Ends of words for persons that the table does not name: 网格员, 护理人, 网约车司机, 保管员. */
const personEnds: ReadonlyMap<string, number> = new Map(
  [...'员师者民户族人爸妈哥姐弟妹爷奶叔伯姨姑婶嫂婿媳娘属警'].map((sign) => [sign, 3] as const),
);

/** Words that follow a name. */
const after = table({
  6: '先生 女士 小姐 阿姨 大爷 大妈 大叔 大娘 大哥 大姐 师傅 老师 同志 本人 同学 敬上 敬启 拜上 上书 手书 亲笔 叩首 谨上',
  4: '反映 反应 实名 投诉 举报 来电 来信 来访 咨询 询问',
  5: '所长 局长 科长 院长 校长 站长 队长 村长 镇长 乡长 处长 组长 班长 园长 行长 主任 书记 支书 经理 医生 大夫 教授 警官 法官 律师 委员 代表 会计 护士 教练 老板 夫妇 夫妻 姐弟 兄妹 父子 母子 父女 母女 兄弟 姐妹 一家 家里 家的 家门 家人 名下 身份证 户口 这个人 此人 这人 的身份证 的户口 的社保 的医保 的电话 的手机 的养老 的名字 的儿子 的女儿 的母亲 的父亲 的孩子',
  3: '电话 手机 微信 打听 建议 要求 申请 希望 留言 态度 单位 户籍 今年 现年 出生 去世 死亡 住院 退休 毕业 入学 上学 转学 就读 参保 社保 医保 等人 两人 三人 二人 两家 三家 同意 代办 代签 代领 家',
  2: '说 称 问 来 想 系 男 女 请 等 的 是 写 因 于 被 告 住 购 买 领 患 欠 打 生 也 在 给 替 让 帮 拿 收 交 办 没 不 未 无 就 都 还 又 已 现 去 提 找 把 和 与 跟 及 同 向 两 三 负责 拒绝 强制 管理 收钱 报名 上班 工作 打工 身份 天天 经常 老是 总是 整天 半夜 每天',
  1: '从 到 对 为 能 会 有 要 上 到 发 接 报 一 二 四 五 叫 代 填 这 那 才 他 她 我 你 而 却 或 由 需 应 考 读 年 满 种 做 开 租 当 靠 受 得 将 从 先 再 只 仍 曾 连 竟 偷 占 盖 建 拆 闯 拖 骂 抢 经 个 十 几 各 独 名',
});

/** What makes a name of a place or an office of the words before it. */
const placeAfter =
  /^(?:[区县市镇乡村街巷湖山桥局厅馆苑园庄屯寨店厂城院湾]|路(?!过|上)|道(?!歉|理)|小区|社区|公司|大厦|广场|中心|学校|小学|中学|大学|医院|集团|银行|派出所|服务|工程|项目|文化|事业|机构|生态|水库|机场|大道|街道|号线|河(?!边)|站(?!长)|所(?!长|有|以)|校(?!长)|办事|政府|有限|人民政府)/u;
const placeSoonAfter =
  /^\p{Script=Han}(?:[区县市镇乡街巷局厅苑]|路(?!过|上)|小区|社区|公司|大厦|广场|中心|小学|中学|医院|集团|大道|街道|政府)/u;
const personAfter =
  /^(?:村[民长支主]|[镇乡县市区][长民]|城里|院里|店里|园长|馆长|厅长|厂长|街坊|站在|山上|所在)/u;

const phoneAfter =
  /^[:：,，、 （(]{0,2}(?:的?(?:联系)?电话|手机号?|tel)?[:：是 ]{0,2}(?:1[3-9]\d|0\d{2,3}-?\d{7})/iu;
/** What is said of a person right after the name: 男, 62岁; 退伍军人; 现年…. */
const personSaid =
  /^[\s,，、（(]{0,2}(?:[男女](?:[\s,，、。）)\d]|$)|\d{1,3}岁|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生|现年|年龄|退伍|退休|身份证|[\u4e00-\u9fa5]{1,3}族[,，人男女]|家住|户籍)/u;
const dayAtEnd = /^[\s。，,]{0,4}(?:\d{4}年?[\d年月日./-]*)?\s*$/u;
const letterEnds = /(?:[。!！?？.，,\s]|^)\s{0,4}$/u;
const announced =
  /(?<word>\p{Script=Han}{1,8})(?:（[^（）]{0,6}）|\([^()]{0,6}\))?(?:[:：]\s?|是[:：]?|为|[“"「@【]|[（(])$/u;
const spaced = /(?<word>\p{Script=Han}{1,8})\s{1,3}$/u;
const numbered = /(?<word>\p{Script=Han}{1,8})(?:工号)?[A-Za-z\d]{1,6}号?的?$/u;

const han = /\p{Script=Han}/u;
const longestWord = 6;

const copula = /[叫是]$/u;

const weightBefore = (words: string): number | undefined => {
  // 老公叫…, 我妈是…
  if (copula.test(words) && (weightBefore(words.slice(0, -1)) ?? 0) > 3) return 5;
  for (let length = Math.min(longestWord, words.length); length > 0; length -= 1) {
    const weight = before.get(words.slice(-length));
    if (weight !== undefined) return weight;
  }
  return personEnds.get(words.slice(-1));
};

const weightAfter = (words: string): number | undefined => {
  for (let length = Math.min(longestWord, words.length); length > 0; length -= 1) {
    const weight = after.get(words.slice(0, length));
    if (weight !== undefined) return weight;
  }
  return undefined;
};

/** Fields whose value is a person, by the end of their name: 投诉人, 参保人, 学生, 法定代表人, 姓名. */
const field = /(?:[人名者主员长生户民友师属]|代表|姓名|真名|签字|落款)$/u;

/** How likely a name begins after these words: above 0 = they announce one. */
export const evidenceBefore = (text: string, at: number): number => {
  const words = text.slice(Math.max(0, at - 14), at);
  const last = words.at(-1);
  if (last === undefined) return 2;
  if (last === '*') return -6;
  if (han.test(last)) return weightBefore(words) ?? -3;
  // 我，康艳红，实名举报
  if (/(?<!\p{Script=Han})我[,，]$/u.test(words)) return 5;
  const label = announced.exec(words)?.groups?.word ?? '';
  if (label !== '') {
    const weight = weightBefore(label) ?? 0;
    return Math.max(2, field.test(label) ? 5 : 0, weight > 1 ? weight + 1 : 0);
  }
  const loose = (spaced.exec(words) ?? numbered.exec(words))?.groups?.word ?? '';
  if (loose !== '') return Math.max(2, weightBefore(loose) ?? 0);
  return /[\p{L}]/u.test(last) ? -1 : 2;
};

/** How likely a name ends before these words. */
export const evidenceAfter = (text: string, end: number): number => {
  const words = text.slice(end, end + 30);
  const [first] = words;
  if (first === undefined) return 2;
  if (first === '*' || words[1] === '*') return -9;
  if (phoneAfter.test(words) || personSaid.test(words)) return 6;
  if (!han.test(first))
    return dayAtEnd.test(words) && words.trim() !== '' ? 3 : /\p{L}/u.test(first) ? -1 : 2;
  if (placeAfter.test(words) && !personAfter.test(words)) return -8;
  const weight = weightAfter(words.slice(0, longestWord)) ?? -2;
  return placeSoonAfter.test(words) ? weight - 3 : weight;
};

/** Whether a name would stand where a letter is signed: by itself, at its end. */
export const isSignature = (text: string, start: number, end: number): boolean =>
  start > 0 && letterEnds.test(text.slice(Math.max(0, start - 5), start)) && dayAtEnd.test(text.slice(end));
