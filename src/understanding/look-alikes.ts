import { isOtherCity } from './other-places.js';

/**
 * Signs that are taken for one another by their look, a group a word: 荣阳 is written for 荥阳, 教肓局 for 教育局. Left out
 * are those that make another place or another word of a name: 泰 and 秦, 郴 and 彬, 邳 and 郫, 原 and 源, 人 and 入.
 */
const groups: readonly string[] = [
  // Of places.
  '荥荣荧莹 惠慧 济挤剂 牟弁 密蜜 封卦 登豋 航肮 牧牡 候侯 博搏 壁璧 戊戌戍 汴卞 冀翼 亳毫 睢雎 兖衮 莘萃 汜氾 己已巳',
  '未末 治冶 涪倍 陕峡狭 淮准 浚峻 滦栾峦 漯潔 濮璞 颍颖 盱盰 眙贻 杞祀 嵩蒿 磁滋 鄱潘 歙翕 婺嫠 衢瞿 嵊剩 岱贷 莒苢 沭述 滕腾 邹皱',
  // Of bodies.
  '育肓盲 政致 民氏 审宙 财材 林淋 农衣 利刹 通逋 建健键 设没 规现 划戈 资货 环坏 境镜 急怠 管菅 理埋 粮粗 食仓 储诸',
  '振震 兴光 退迟 役投 医匡 障樟 卫工 康庚 统流 访坊 园圆 旅族 商啇 务雾 法祛 科料 技枝 宗宋 社杜 融触 体休',
  '防妨 市巿 县具 委萎 厅厂 烟胭 档挡 残浅 侨桥 税锐 测侧 畜蓄 渔鱼 疗辽',
].flatMap((line) => line.split(' '));

const alike: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => [...group].map((sign) => [sign, group.slice(0, 1)] as const)),
);

/** A text in which signs that look alike are one. */
const folded = (text: string): string => {
  let seen = '';
  for (const sign of text) seen += alike.get(sign) ?? sign;
  return seen;
};

/** Names by their look, for those that are written with a sign that looks like the right one. */
export class LookIndex {
  readonly #byLook = new Map<string, string>();
  readonly #longest: number;

  constructor(names: Iterable<string>) {
    let longest = 0;
    for (const name of names) {
      if (![...name].some((sign) => alike.has(sign))) continue;
      this.#byLook.set(folded(name), name);
      longest = Math.max(longest, name.length);
    }
    this.#longest = longest;
  }

  /**
   * The text with such names written right, as long as before; `undefined` = there is none.
   * @param mayBegin whether a name may begin at this place
   */
  righted(text: string, mayBegin: (start: number) => boolean): string | undefined {
    const look = folded(text);
    let right = text;
    for (let start = 0; start + 2 <= text.length; start += 1) {
      for (let length = Math.min(this.#longest, text.length - start); length >= 2; length -= 1) {
        const name = this.#byLook.get(look.slice(start, start + length));
        if (name === undefined || text.startsWith(name, start) || !mayBegin(start)) continue;
        if (isOtherCity(text.slice(start, start + length))) continue;
        right = `${right.slice(0, start)}${name}${right.slice(start + length)}`;
        break;
      }
    }
    return right === text ? undefined : right;
  }
}
