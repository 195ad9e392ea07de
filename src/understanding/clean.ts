import { withNumbers } from './heard-numbers.js';
import { withSpelling } from './spelling.js';
import { simplify } from './traditional.js';

/** Words that stand for the bot at the end of a name: 小助手, 通报机器人. */
const botMention = /@[^\s@]*?(?:助手|机器人|小通|bot)/gu;

/**
 * A typed line made comparable: full-width letters, digits and marks in their plain form, Latin in lower
 * case, traditional characters as simplified ones, runs of blanks as one, mentions of the bot taken out wherever they stand.
 */
export const cleanLine = (text: string, botNames: readonly string[] = []): string => {
  let line = simplify(text.normalize('NFKC').toLowerCase());
  for (const name of botNames)
    line = line.replaceAll(`@${simplify(name.normalize('NFKC').toLowerCase())}`, ' ');
  return withSpelling(
    withNumbers(
      line
        // A mention is set off by a blank (some clients write U+2005) or ends in a word for the bot.
        // That of a body is one of those who are told: @教育局 赶紧回.
        .replace(
          /(^|\s)@(?!所有|全体|全员|大家|all|\p{Script=Han}{2,10}(?:[局委办区县市]|中心|管委会)(?:[\s,，]|$))[^\s,;:!?、。]+(?=[\s,;:!?、。]|$)/gu,
          ' ',
        )
        .replace(botMention, ' ')
        .replace(/\p{Extended_Pictographic}|\p{Cf}|\ufe0f/gu, '')
        .replace(/\[[\p{Script=Han}]{1,3}\]/gu, '')
        .replace(/[~～…]+/gu, ' ')
        .replace(/\s+/gu, ' ')
        .trim(),
    ),
  );
};
