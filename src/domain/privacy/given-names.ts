/**
 * Signs that given names are made of, by frequency in published statistics of names (国家统计局、公安部 name
 * reports): the commonest of men and women. A word after a surname that consists of them is taken for a name
 * where the context alone does not tell.
 */
const signs =
  '伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘' +
  '秀娟英华慧巧美娜静淑惠珠翠雅芝玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦岚婕馨瑗琰韵融艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣育滢馥筠柔竹凝晓欢霄枫芸菲寒伊亚宜可姬舒影丽阳妮宝初恒鸿桦剑娇灵琪晴容睿烁堂威雯萱彦宇雨洋忠宗曼紫逸贤菡轩一诺远懿然小大二三卫正守根喜长老金银铁柱栓增满来运双连孝亭立耀';

/** Signs of these that stand in many other words, too. */
const common = new Set(
  '力明平保东全国胜学发新利达进林有坚和行时代会心功先以建家成立运长大小二三正守根来满金银铁双连老增文安中子一可民生光天安然清流辉广世志星通信龙元富维若言名良本海江河山水路河波岩岸炎宁春夏秋冬风云雪雨月阳香花草叶枝园爱美好真诚善德思乐欢悦方圆康健永远',
);
const all = [...new Set(signs)];

/** As classes of a regular expression: signs of given names, and those that stand in few other words. */
export const givenClass = `[${all.join('')}]`;
export const rareGivenClass = `[${all.filter((sign) => !common.has(sign)).join('')}]`;
