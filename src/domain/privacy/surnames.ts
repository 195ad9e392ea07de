/** Surnames that hardly begin another word. */
const plain =
  '赵孙李周吴郑王冯陈蒋沈韩杨朱秦许吕施张孔曹魏陶姜戚邹苏潘葛范彭鲁韦袁柳鲍唐薛贺倪汤罗郝傅齐邵汪祁毛狄宋庞' +
  '熊纪屈董梁杜阮闵贾江郭梅林钟徐邱骆夏蔡田樊胡霍虞卢莫丁邓洪崔龚程邢裴陆翁荀甄靳段侯刘詹龙叶黎翟谭冉桑牛柴' +
  '阎廖耿聂曾关付闫欧冀芦仝佘卜缪逯晁牟卞岑奚宓郤邬郜郦郏鄢晏佟仵綦逄康姚尹孟戴萧肖窦苗褚蔺覃冼裘邸茹隋';

/** Surnames that begin a word now and then. */
const mixed =
  '钱卫尤严华金谢喻柏章郎昌马凤方俞史费廉雷滕殷毕乐皮伍余元顾黄穆湛禹米贝臧成谈茅舒祝蓝席季麻娄危童颜盛刁高' +
  '凌万柯解应宗宣郁杭诸左吉钮嵇滑荣羊惠曲封芮储汲松富巫乌焦弓隗山谷蓬班仰秋仲伊宫宁仇栾暴甘厉戎祖武符景束幸' +
  '司韶蓟薄印宿白怀蒲鄂索咸籍赖卓屠蒙池乔阴胥苍双闻莘贡劳姬申扶堵宰雍桂濮寿边扈燕浦尚庄瞿慕艾容古易慎戈庾暨' +
  '弘匡寇禄阙沃蔚隆巩勾敖融冷辛阚简饶沙鞠须丰竺桓游岳楚晋帅苟衣檀涂鹿迟洛亢练尉忻揭敬辜展庹鲜訾苌仉麦敦钭乜' +
  '冶';

/** Surnames that are far oftener a word of their own, or the beginning of one. */
const doubtful =
  '经相商井都全查公于时单国满利盖明越常云石车包项计终代支步衡管师那养农房随才充别权种干益任路花文安巴党牧广' +
  '习强居温何';

const compound =
  '欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 端木 轩辕 独孤 夏侯 申屠 公羊 澹台 拓跋 呼延 闻人 濮阳 淳于 单于 太叔 钟离 鲜于 闾丘 亓官 赫连 完颜 纳兰 第五 百里 东郭 南门 司空 东方 南宫 长孙 西门';
/** Compound surnames that are ordinary words as well. */
const doubtfulCompound = '司空 东方 南宫 长孙 西门 百里 第五 南门 东郭 单于';

const doubtfulTwo: ReadonlySet<string> = new Set(doubtfulCompound.split(' '));
const levelOf: ReadonlyMap<string, number> = new Map([
  ...[...doubtful].map((sign) => [sign, -2] as const),
  ...[...mixed].map((sign) => [sign, 0] as const),
  ...[...plain].map((sign) => [sign, 2] as const),
  ...compound.split(' ').map((two) => [two, doubtfulTwo.has(two) ? -1 : 3] as const),
]);

/** Evidence that a sign, or two, is a surname; `undefined` = it is none. */
export const surnameLevel = (words: string): number | undefined => levelOf.get(words);

/** Every sign that a surname begins with. */
export const surnameSigns: ReadonlySet<string> = new Set([...levelOf.keys()].map(([first = '']) => first));
