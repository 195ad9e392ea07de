const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of some bytes. @throws TypeError when they are not UTF-8 */
export const textOfUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes);
