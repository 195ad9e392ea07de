import { list } from './list.js';

/** Words of the field that are put right where they are written by their sound. */
export const coreWords = list`
  单位 排名 名次 得分 总分 分数 扣分 加分 留言 逾期 超期 超时 到期 答复 栏目 更新 账号 备案 报备 变更 改名 注销 报送
  采用 信息 投稿 供稿 稿件 整改 问题 通报 附件 原文 全文 绑定 解绑 群发 通知 提醒 推送 撤回 帮助 表扬 信箱 升降 进步 退步
  上升 下降 合格 倒数 垫底 排行 成绩 部门 网站 微博 抖音 季度 摘要 要点 多少 第几
`;

/** Other words that sound like one of them and share a sign with it. */
export const otherWords: ReadonlySet<string> = new Set(
  list`
    合同 到数 区先 家分 问体 跟新 更心 才用 报被 到其 到起 到七 过期 的分 通只 提行 为题 地几 低几 底几 递几 抵几 机分 季分 机芬 帮住 全稳 进不 近步 升将 单为 单未
    信系 新系 辛西 表样 合各 和各 各合 附近 附建 留烟 度少 部们 要电 网战 微薄 成级 成机 成几 投搞 供高 高见 搞件 稿见 高件 总份 加份 口份
    改命 该名 变跟 整该 正该 整个 包备 保备 采永
  `,
);

/** Those of them that show that a line is ours: beside one, a word may be written wholly by its sound (蓝木超期). */
export const tellingWords: ReadonlySet<string> = new Set(
  list`
    排名 名次 得分 总分 扣分 加分 留言 逾期 超期 超时 到期 答复 栏目 更新 账号 备案 报备 变更 改名 注销 报送 采用 投稿 供稿 稿件
    整改 通报 附件 绑定 群发
  `,
);

/** Other words that sound like one of them, with no sign of it, and stand in our lines as themselves. */
export const soundsLikeOurs: ReadonlySet<string> = new Set(
  list`
    同胞 公告 超市 大幅 大夫 到齐 语气 与其 抄是 抄时 抄事 跟信 跟新 跟心 复检 福建 副检 高检 高建 搞建 住校 北岸
  `,
);

/** Words that stand between them in a line typed in pinyin. */
export const spokenWords = list`
  我 我们 咱 咱们 本 的 是 有 没有 没 哪些 哪个 谁 几 几条 几个 什么 怎么 查 看 发 给 请 通报 情况 名单 清单 列表 公众号 新媒体
  上季度 本季度 这次 怎么用 使用说明 合格率 采用率 采用量 报送量 前三 前五 前十 后三 后五 第一 最后 临期 快到期
`;
