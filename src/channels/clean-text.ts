import { z } from 'zod';

/** Control characters and surrogates; a text without them is clean. */
const perhapsUnclean = /[^\t\n -~\xa0-\ud7ff\ue000-\uffff]/;

/**
 * Text that can be stored and shown: no control characters but tab and line break, no half of an emoji. WeCom
 * refuses what JSON would write as `\uXXXX` with 40033.
 */
export const clean = (text: string): string =>
  perhapsUnclean.test(text)
    ? text
        .replace(/\r\n?/g, '\n')
        .replace(/[^\P{Cc}\t\n]/gu, '')
        .replace(/\p{Surrogate}/gu, '\ufffd')
    : text;

/** An id of a platform, stored and compared: no blanks, no control characters, no halves of characters. */
export const PlatformId = z.string().regex(/^[^\p{C}\s]{1,256}$/u);
