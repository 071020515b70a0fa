/**
 * The same text, as the host holds the names of an object's members: of two such texts it knows whether
 * they are equal without looking at what they say. Worth it for a text that is compared often.
 */
export function interned(text: string): string {
  const [name = text] = Object.keys({ [text]: true });
  return name;
}
