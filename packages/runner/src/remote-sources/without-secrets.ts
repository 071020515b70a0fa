/** A source as messages may show it: without the user and password of its address. */
export function withoutSecrets(source: string): string {
  return source.replace(/(:\/\/)[^/?#]*@/, "$1");
}
