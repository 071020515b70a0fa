/**
 * What two keys have in common if Go's decoder takes them for the same field. COMPAT (Go, package
 * encoding/json): Unicode's simple folding, one character at a time, by which the long s is an s and
 * the sign of kelvin a k. JavaScript's own folding is another: it makes two letters of one ("ß"), and
 * an i of a dotless one.
 */
export function foldKey(key: string): string {
  return key.replace(/[a-z\u017f\u212a]/g, (letter) => {
    if (letter === "\u017f") return "S";
    return letter === "\u212a" ? "K" : letter.toUpperCase();
  });
}
