/** Several messages as one, in the form of Go's multierror. */
export function multiError(messages: readonly string[]): string {
  const count = messages.length === 1 ? "1 error" : `${messages.length} errors`;
  return `${count} occurred:\n${messages.map((message) => `\t* ${message}\n`).join("")}\n`;
}
