/** How many characters a text has. */
export function textWidth(text: string): number {
  let width = 0;
  for (const _ of text) width++;
  return width;
}
