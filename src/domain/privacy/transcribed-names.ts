import { evidenceBefore } from './name-context.js';
import type { PersonalData, Span } from './rule.js';

/**
 * Parts that Uyghur, Kazakh, Tibetan, Mongolian and Yi names are written with in Chinese, as their holders
 * commonly write them; two of them in a row are a name, one is where words announce it.
 */
const parts =
  '扎西|卓玛|次仁|多吉|顿珠|尼玛|达瓦|巴桑|拉姆|央金|央宗|格桑|洛桑|旦增|丹增|白玛|罗布|平措|仁增|索朗|边巴|米玛|拉巴|普布|强巴|坚参|曲珍|德吉|措姆|旺堆|旺姆|益西|桑吉|才让|才旦|卓嘎|群培|加措|嘉措|仁青|贡布|土登|阿旺|多杰|拉毛|' +
  '阿依|古丽|姑丽|买买提|麦麦提|买合|艾力|艾合|吐尔|热依|热孜|帕提|玛依|迪丽|迪力|努尔|沙塔|阿卜杜|阿不都|阿布都|玉素|库尔班|艾买|艾麦|肉孜|如孜|依布拉|伊布拉|伊力|米吉提|如则|木拉提|巴哈尔|哈力|海力|哈斯木|卡德尔|卡迪尔|吾买|吾斯|娜尔|热木|帕尔|夏提|克孜|江尔|哈里|阿孜|古扎|居来|叶尔|叶力|哈那|' +
  '巴特尔|其木格|其其格|乌云|乌日|娜仁|苏日|那顺|巴图|格日|图雅|高娃|哈斯|萨仁|斯琴|宝音|布赫|敖登|额尔|阿拉坦|朝鲁|孟和|吉日|牧仁|呼格|特木|托娅|琪琪格|吉雅|' +
  '吉克|木果|沙马|曲比|阿苏|阿的|日火|阿牛|马黑|吉木';
/** Signs that go on with such a part. */
const sounds =
  '阿巴拔布达丹旦德迪的顿多尔尼格古哈赫合吉江居卡克库夸拉兰勒力里丽利鲁洛罗马玛麦买曼米木牧姆纳娜那乃努帕皮其奇切青琴曲热日仁如桑色沙莎什斯苏松孙索塔泰特提图吐土托娃瓦汪旺维卫乌吾西希夏辛雅亚延燕依伊尤玉扎泽孜兹则子宗措错巴珍增夏孟呼和朝苏';
/** Places that are written with the same signs. */
const places =
  /^(?:呼和浩特|乌兰察布|额尔古纳|额济纳|巴彦淖尔|阿拉善|阿勒泰|吐鲁番|克拉玛依|哈密|喀什|和田|鄂尔多斯|巴音郭楞|巴图湾|乌鲁木齐)/u;

const two = new RegExp(
  `(?:${parts})(?:${parts})[${sounds}]{0,3}|[${sounds}]{1,2}(?:${parts})(?:${parts})`,
  'gu',
);
const one = new RegExp(`(?:${parts})[${sounds}]{1,5}|[${sounds}]{1,3}(?:${parts})[${sounds}]{0,3}`, 'gu');
/** Parts that are whole names as well. */
const whole =
  /巴特尔|巴图|其木格|其其格|琪琪格|买买提|麦麦提|乌云其|图雅|高娃|娜仁|斯琴|卓玛|扎西|次仁|多吉|央金|桑吉|丹增|旦增|达瓦|洛桑|尼玛|格桑|白玛|古丽|阿依|库尔班|艾力/gu;
/** 艾力江·买买提: the dot is in hardly any other word. */
const dotted = /\p{Script=Han}{2,8}[·•・]\p{Script=Han}{2,12}/gu;
const dottedEnds =
  /[·•・]\p{Script=Han}{2,}?(?=来电|来信|来访|来(?!提|江|西)|反映|投诉|咨询|的|在|办|说|问|想|和|与|要|是|家|申请|今年|女士|先生|$)/u;
/** What stands before a dotted name without a mark. */
const announced =
  /^.*?(?:我叫|名叫|叫|姓名|本人|是|的|找|问|给|和|跟|人|员|户|民|友|时|把|让|由|向|请|被|对|叫做|老板|师傅|司机|医生|护士|老师|主任|经理|店主|邻居|大[哥姐叔妈爷娘]|同学|同事|同志)(?=\p{Script=Han}{2,}[·•・])/u;

/** 巴特尔大哥: nothing else is called so. */
const called = /^(?:大[哥姐叔妈爷娘嫂]|叔叔|阿姨|老师|医生|师傅|书记|主任|队长|同学|先生|女士)/u;

/** The first sign stays, as a surname does. */
const spanOf = (start: number, end: number): Span => ({ start: start + 1, end, mask: '**' });

const dottedNames = (text: string): Span[] =>
  [...text.matchAll(dotted)].map(({ 0: whole, index }) => {
    const words = dottedEnds.exec(whole);
    const name = words === null ? whole : whole.slice(0, words.index + words[0].length);
    const before = announced.exec(name)?.[0].length ?? 0;
    return spanOf(index + before, index + name.length);
  });

const inOnePiece = (text: string): Span[] => [
  ...[...text.matchAll(two)].flatMap(({ 0: name, index }) =>
    places.test(name) ? [] : [spanOf(index, index + name.length)],
  ),
  ...[...text.matchAll(whole)].flatMap(({ 0: name, index }) =>
    evidenceBefore(text, index) > 1 || called.test(text.slice(index + name.length))
      ? [spanOf(index, index + name.length)]
      : [],
  ),
  ...[...text.matchAll(one)].flatMap(({ 0: name, index }) =>
    name.length > 2 && !places.test(name) && evidenceBefore(text, index) > 3
      ? [spanOf(index, index + name.length)]
      : [],
  ),
];

/** Names of peoples that have no surname of one sign, written by their sound. */
export const transcribedNames: PersonalData = {
  mayHold: new RegExp(`[·•・]|${parts}`, 'u'),
  find: (text) => [...dottedNames(text), ...inOnePiece(text)],
};
