/**
 * Points are added as whole hundredths, so 0.1 and 0.2 make 0.3. Sheets and indicator sets hold at most two
 * decimals (`Points`), so nothing is lost on the way.
 */
export const toHundredths = (points: number): number => Math.round(points * 100);

/** The nearest number to so many hundredths; it prints as people write it. */
export const fromHundredths = (hundredths: number): number => hundredths / 100;

/** Hundredths times a fraction, rounded half up to a hundredth; not for negative ones. */
export const scaled = (
  hundredths: number,
  { numerator, denominator }: { readonly numerator: number; readonly denominator: number },
): number => Math.floor((2 * hundredths * numerator + denominator) / (2 * denominator));
