/** Surnames that are hardly anything else. */
const sure = '甄裴翟阎聂邱鄢蒋薛郝邵狄骆樊崔詹谭廖俞滕佟覃蔺阮邹彭郭刘赵邓袁魏姜贾';

/** Surnames that hardly begin another word. */
const plain =
  '孙李周吴郑王冯陈沈韩杨朱秦许吕施张孔曹陶戚苏潘葛范鲁韦柳鲍唐贺倪汤罗傅齐汪祁毛宋庞' +
  '熊纪屈董梁杜闵江梅林钟徐夏蔡田胡霍虞卢莫丁洪龚程邢陆翁荀靳段侯龙叶黎冉桑牛柴' +
  '耿曾关付闫欧冀芦仝佘卜缪逯晁牟卞岑奚宓郤邬郜郦郏晏仵綦逄康姚尹孟戴萧肖窦苗褚冼裘邸茹隋谢喻' +
  '柏郎马凤史廉雷殷伍顾穆禹贝臧祝蓝娄童颜刁凌柯郁嵇荣芮汲乌隗蓬仲栾戎韶蓟蒲赖卓乔胥莘姬雍桂扈燕庄瞿慕戈' +
  '庾弘匡寇禄阙沃蔚阚鞠竺桓岳楚晋苟檀鹿尉庹訾';

/** Surnames that begin a word now and then. */
const mixed =
  '官钱卫尤何严华金章云昌花方费毕安乐皮余元黄湛米成谈茅舒席季麻危盛高万解宗宣杭诸阳左吉钮滑羊惠曲封储松富巫焦' +
  '巴弓牧山谷班仰秋伊宫宁仇暴甘厉祖武符景束幸司薄印宿白怀鄂索咸籍屠蒙池阴苍双闻贡劳申扶堵宰濮寿边浦尚温艾容' +
  '古易慎暨隆师巩勾敖融冷辛简饶沙养须丰游帅衣涂迟洛亢练连忻揭敬辜展鲜朴亓战贲薜邴伯苌巢谌瘳楮啜慈翠笪旦迪钭' +
  '荆丛宦夔佴酆俸苻洑甫淦皋杲庚缑菇呙虢蒿昊赫鸿槐郇稽戢荚菅翦蹇矫徼颉靖咎琚矍蒯郐邝旷奎蒉稂朗蕾丽励栗粱寥吝泠闾侣雒' +
  '卯茆糜弭乜谬铙鸥泮澎骈溥柒耆羌谯卿璩荛汝闰萨卲厍殳粟眭睢邰郯遆陀巍毋郗郄宵箫顼绪轩禤幺尧弋羿裔迂於吁毓苑' +
  '悦恽昝迮曽甑仉钊肇郅邾禚俎爨甯麦敦冶';

/** Surnames that are as common in texts as words can be: only words that announce a name make one of them. */
const rare = '都和向平水从后来通海红原初普位况信银修豆漆伏盘楼玉';

/** Surnames that are far oftener a word of their own, or the beginning of one. */
const doubtful =
  '应占经相商井全查公于时单国满利盖明越常石车包项计终代支步衡管那农房随才充别权种干益任路文党广习强居';

const compound =
  '欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 端木 轩辕 独孤 夏侯 申屠 公羊 澹台 拓跋 呼延 闻人 濮阳 淳于 单于 太叔 钟离 鲜于 闾丘 亓官 赫连 完颜 纳兰 第五 百里 东郭 南门 司空 东方 南宫 长孙 西门 ' +
  '万俟 公冶 宗政 仲孙 司寇 颛孙 巫马 漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 羊舌 左丘';
/** Compound surnames that are ordinary words as well. */
const doubtfulCompound = '司空 东方 南宫 长孙 西门 百里 第五 南门 东郭 单于';

const doubtfulTwo: ReadonlySet<string> = new Set(doubtfulCompound.split(' '));
const levelOf: ReadonlyMap<string, number> = new Map([
  ...[...rare].map((sign) => [sign, -4] as const),
  ...[...doubtful].map((sign) => [sign, -1] as const),
  ...[...mixed].map((sign) => [sign, 1] as const),
  ...[...plain].map((sign) => [sign, 2] as const),
  ...[...sure].map((sign) => [sign, 3] as const),
  ...compound.split(' ').map((two) => [two, doubtfulTwo.has(two) ? -1 : 3] as const),
]);

/** Evidence that a sign, or two, is a surname; `undefined` = it is none. */
export const surnameLevel = (words: string): number | undefined => levelOf.get(words);

/** Whether a surname is hardly ever one: 都, 从. */
export const isRareSurname = (words: string): boolean => (surnameLevel(words) ?? 0) < -1;

/** Every sign that a surname begins with. */
export const surnameSigns: ReadonlySet<string> = new Set([...levelOf.keys()].map(([first = '']) => first));
