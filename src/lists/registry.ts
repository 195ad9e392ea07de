import { columnLists } from './columns.js';
import type { List } from './list.js';
import { messageLists } from './messages.js';
import { proceedingLists } from './proceedings.js';
import { scoreLists } from './scores.js';

/** Every list that can be taken away as a file, by its name. */
export const lists: ReadonlyMap<string, List> = new Map(
  [...messageLists, ...columnLists, ...proceedingLists, ...scoreLists].map((list) => [list.name, list]),
);
