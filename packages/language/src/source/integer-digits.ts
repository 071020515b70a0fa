/**
 * LIMIT: digits that an integer of 64 bits can have in octal, decimal or hexadecimal, leading zeros
 * apart. To read more takes a time that grows with their square.
 */
const MAX_DIGITS = 24;

/** Whether a text of digits, with or without sign and `0x`, may spell an integer of 64 bits. */
export function mayFitInt(digits: string): boolean {
  return (
    digits.length <= MAX_DIGITS || digits.replace(/^[+-]?(?:0[xX])?0*/, "").length <= MAX_DIGITS
  );
}
