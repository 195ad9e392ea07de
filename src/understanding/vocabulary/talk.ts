import { list } from './list.js';

/** Talk that asks for nothing by itself. */
export const talk = {
  /** Greetings and thanks, which may come with a question. */
  courtesy: {
    patterns: list`
      谢+(?:谢|了|啦)? 辛苦 多谢 感谢 3q ^(?:你|您|大家|早上|上午|下午|晚上|中午)好[啊呀吗]?$
      ^(?:早|晚安|嗨|哈喽|在吗|在不在|在么|在不|嗯+|哦+|好+的?|好嘞|行|ok|okay|中|收到|知道了|明白了?|了解|可以|没事了?|哈+|呵+|嘿+|额+|呃+)+[啊呀了吧。!！]*$
    `,
  },
  /** Said of nothing in particular: what is asked about is missing. */
  vague: {
    patterns: list`
      ^都?(?:处理|办理?|弄|搞|完成)(?:完|好)?(?:了|没有?)(?:没有?|吗)?$ ^上?报了没有?$ ddl 核实 结果 怎么?样 咋样 怎么了 咋了 咋回事 怎么回事 情况 明细 名单 清单 数据 统计 列表 表 查一?下
      发一下 看一?下 看看 发我 多少 有没有 详情 进展 进度 材料 出来了? 呢 还有 那个 这个 哪些 啥 什么
      几个
    `,
  },
} as const;
