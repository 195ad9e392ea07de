/** What a channel itself has to say to a reader. */
export const channels = {
  /** At the end of an answer whose route takes one message only. */
  shortened: '内容较长，后面的没有显示；请把问题问得更具体一些。',
} as const;
