import { largestPicture, mostPictures, type PictureFault } from '../../src/domain/pictures.js';

const kilobytes = largestPicture / 1000;

const sentences: Readonly<Record<PictureFault, string>> = {
  expired: '图片的下载地址已经失效，没有收到，请重新发一次。',
  too_large: `图片超过${kilobytes}KB，没有收下。发送时请不要勾选“原图”，或把图放到网页上发网址。`,
  not_a_picture: '只收 PNG、JPG、GIF、WEBP 图片，这一张没有收下；请截图再发，或把材料放到网页上发网址。',
  unreadable: '图片没能打开，没有收下，请重新发一次；仍然不行时请告诉管理员。',
  unavailable: '暂时没能从平台取到图片，请过一会儿重新发一次。',
  foreign_address: '图片不在平台的文件服务器上，没有收下，请告诉管理员。',
  too_many: `一项整改最多附${mostPictures}张图片，多出的没有收下。`,
};

/** Pictures that prove a rectification. */
export const pictures = {
  title: '整改图片',
  count: (count: number): string => `${count}张`,
  /** Each reason once, however many pictures it kept out. */
  faults: (faults: readonly PictureFault[]): string =>
    [...new Set(faults)].map((fault) => sentences[fault]).join(''),
  got: (count: number): string => `已收到图片，共${count}张。`,
  /** One line below the answer to something else. */
  kept: '图片已收到，保留10分钟；发“整改 1 做了什么”会一并提交，发“取消”不用这些图片。',
  notTaken: '图片没有收：只有单位管理员在与我的单聊里提交整改时可以附图。',
  onlyDirect: '群里不收图片。整改的图片请由单位管理员在与我的单聊里发。',
  onlyUnit: '图片只在单位提交整改时使用。要看单位提交的图片，发“待复查”，再发“看图”加编号。',
  how: (count: number): string =>
    `有${count}个问题等待整改。请在10分钟内发“整改 1 做了什么”，图片会一并提交；发“整改”看编号。`,
  nothingToRectify: '没有等待整改的问题，图片没有保留。',
  tellWhat: (problem: string): string => `请再用一句话写明“${problem}”是怎样整改的，图片会一并提交。`,
  late: (problem: string, count: number): string => `图片已附到刚提交的整改“${problem}”，共${count}张。`,
  withCount: (line: string, number: number, count: number): string =>
    `${line}（附图${count}张，发“看图 ${number}”查看）`,
  show: {
    which: '请写明第几项，例如“看图 1”。发“待复查”可以看到编号。',
    none: (unit: string): string => `${unit}的这项整改没有附图。`,
    sending: (unit: string, count: number): string => `正在把${unit}提交的${count}张图片发到这里。`,
    handle: '图片供复查使用，请不要转发。',
    noRoute: (id: string): string =>
      `这个平台没有能发文件的通道。请让运维人员在服务器上运行：tongbao problem pictures ${id} --out 目录`,
    tooMany: (most: number): string => `一小时内最多看${most}次，请稍后再来。`,
    fileName: (unit: string, number: number, at: number, ending: string): string =>
      `${unit}_整改${number}_图${at}.${ending}`,
  },
  stored: (count: number): string => `附图${count}张`,
  saved: (path: string, count: number): string => `已把${count}张图片写到 ${path}。`,
  notWritten: (path: string): string =>
    `图片没有写成：${path}。请换一个空目录，并检查是否有权限写入、磁盘是否已满。`,
  noneStored: (id: string): string => `问题 ${id} 没有附图。`,
} as const;
