import { describe, expect, test } from 'vitest';
import { maskPersonalData } from '../../src/domain/privacy/index.js';
import { isWord } from '../../src/domain/privacy/words.js';

describe('personal data in a text', () => {
  test.each([
    ['电话13812345678打不通', '电话138****5678打不通'],
    ['138 1234 5678', '138 ****5678'],
    ['座机0371-67181234没人接', '座机0371-****1234没人接'],
    ['身份证410102199001011234', '身份证410102********1234'],
    ['41010219900101123X', '410102********123X'],
    ['卡号6222021234567890128', '卡号6222***********0128'],
    ['车牌豫A12345违章', '车牌豫A*****违章'],
    ['新能源豫AD12345', '新能源豫A*****'],
    ['姓名：张三丰，来电', '姓名：张**，来电'],
    ['王小明先生反映', '王**先生反映'],
    ['家住中原路233号院3号楼，噪音大', '家住中原路******，噪音大'],
    ['翠园小区3号楼2单元501室不热', '翠园小区******不热'],
    ['东圩埂33号进水了', '东圩埂******进水了'],
    ['组长换成易小兵以后', '组长换成易**以后'],
    ['孩子叫杨柳依，写成了杨柳衣', '孩子叫杨**，写成了杨**'],
    ['户口本上4110231955041962335月份', '户口本上411023********62335月份'],
  ])('is masked in %s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });

  test.each([
    '我单位2023年第四季度排名',
    '8月10日至11月10日共收到26条留言',
    '留言编号20231107000123456',
    '绑定 7KQ4M2XW',
    '市长信箱来信3771封',
    '高新区排名第几',
    '翠竹街与纬五路交叉口红绿灯坏了',
    '市政务服务中心2号楼3楼办事大厅',
    '新建的12栋安置房什么时候交房',
    '祝福祖国繁荣昌盛',
    '张冠李戴',
    '郑政办〔2023〕12号',
    '陈家祠堂漏雨',
    '李庄镇到赵桥乡的班车',
    '养老金发放时间',
    '总投资13900000000元',
    '码头4号泊位停工',
    '居民幸福感不强',
    '发布2023年第四季度通报摘要',
  ])('is not seen in %s', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });
});

describe('the words of the runtime', () => {
  test.each(['派出所', '幸福', '杨树', '温馨'])('%s is known: a dictionary of Chinese is there', (word) => {
    expect(isWord(word)).toBe(true);
  });

  test.each(['王建', '聂海龙', '东圩'])('%s is no word', (signs) => {
    expect(isWord(signs)).toBe(false);
  });

  test.each(['公积金', '停车费', '金融局'])('%s is a word the dictionary lacks', (word) => {
    expect(isWord(word)).toBe(true);
  });
});
