const span =
  '(?:[那这](?:边|里|头|块))?(?:(?:的|这|本|上|今|去|前|20\\d{2}|\\d{2}年|[一二三四]季)[^,，。?？]{0,5}?)?';
const asked =
  '(?:排(?:名|第|在|到|多少|几|老几|哪)|第[几\\d一二三四五六七八九十]|得(?:分|了)|名次|位次|多少[分名]|几[分名]|考[得了多几]|[扣丢失]了?(?:几|多少)分?|(?:升|降|掉|涨|进步|退步)(?:了|没|到))';

/** What is asked of a unit right behind its name. */
export const askedRightAfter = new RegExp(`^${span}${asked}`, 'u');

const things =
  '(?:留言|来信|信件|找错|栏目|问题|整改|扣分|网站|账号|公众号|微博|逾期|超期|超时|采用|排名|得分|通报|(?:上?报|投|供)(?:了|送))';

/** The same without the nouns that any word can have before them: 农业排名, 城市排名. */
export const asksPlaceRightAfter = new RegExp(`^${span}(?!排名|名次)${asked}`, 'u');

/** Names beside each other: 文旅和体育, 科技 工信 商务. */
export const joiner = /^(?:[和跟与、,，]|\s)/u;

/** What comes behind a stem that is a word of its own: 教育那边, 水利的问题; but 教育问题 is one thing. */
export const belongsToUnit = new RegExp(`^(?:[那这](?:边|里|头|块)|的${things})`, 'u');

/** What comes behind the short name of a unit that is no word: 卫健逾期几条, 发改有几条留言. */
export const speaksOfUnit = new RegExp(
  `^(?:[那这](?:边|里|头|块)|(?:的|有|还有|有没有)*(?:几条|多少条)?${things}(?!类|专栏))`,
  'u',
);

/** Signs that a name can come right behind: 查卫健局, 和卫健局, 我是卫健局的. */
const ahead =
  /(?:^|[^\p{Script=Han}]|[的和跟与比及同查看问给让叫是在到把被向对催说知醒下了我市从定绑这那发去想瞧找换为成由年度月期回次])$/u;

/** Whether a name may begin behind these words: nothing that could be a part of it stands there. */
export const mayBegin = (before: string, city: string): boolean =>
  ahead.test(before) || (city !== '' && before.endsWith(city));

/** A word before which, and before a message, a name without its tail is what the message is about: 咨询公积金的留言. */
const about = /(?:问|咨询|反映|关于|涉及|投诉|举报|求助|有关)(?:的|到|了)?$/u;
const ofMessage = /^[^,，。?？]{0,6}(?:留言|来信|信件|信|件|找错|工单)/u;

/** Whether a name stands for a topic of messages. */
export const isTopic = (before: string, after: string): boolean =>
  about.test(before) && ofMessage.test(after);

/** Words that no body has in its name: what is asked or told between a place and a bureau (得分高于, 告知, 负责). */
const noPartOfBody =
  '[的和跟与比及或这那哪各全每我你他俺咱其别某第几多少在是有没不未了吗呢啊到把让给催查看问上本下谁咋怎来留信办超逾栏得扣低同较告负差输赢胜似离请]|排(?![水污涝])|分(?![局馆院校]|中心|队)|高[于过出]|对(?!外)|整[改理顿]|通[知报]|联系|领先|落后|强于|优于|等[于同]|名[次单]|表扬|批评|点名|约谈|抄送|移[交送]|学习|联合|配合|协助|牵头|答复|回复|转[告发达]|提醒|采用|公众号|账号|帐号';

/** A body of a place behind its name, which is not its government: 金水区税务局, 三台县教育局. */
export const bodyOfPlace = new RegExp(
  `^的?(?:(?!${noPartOfBody})\\p{Script=Han}){2,6}?(?:局(?!长|面|势|部|限)|委(?!托|员)|中心|馆|[支大总]队|医院|学校|中学|小学|银行)`,
  'u',
);
