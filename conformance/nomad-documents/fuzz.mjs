// Register requests that are spelled as no client spells them, from a seed, so that each run is the same.

const oddValues = [
  ...["null", "1", "-1", "1.0", "1e3", "-0", "0.1", "127", "128", "256", "65536", "4294967296"],
  ...["9223372036854775807", "9223372036854775808", '"x"', '"1h"', '"AAAA"', '"AAA="', "true"],
  ...['"\\ud800"', '"\\u017f"', "[]", "[[]]", "[{}]", "[null]", "{}", '{"a":null}', '{"":""}'],
];

const spellings = [
  (key) => key.toLowerCase(),
  (key) => key.toUpperCase(),
  (key) => key.replace(/s/gi, "\u017f"),
  (key) => key.replace(/k/gi, "\u212a"),
  (key) => key.replace(/i/gi, "\u0131"),
  (key) => key.replace(/ss/gi, "\u00df"),
  (key) => `${key} `,
];

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** Variations of a document: parts left out, replaced, given twice, with keys in odd spellings. */
export function variations(document, count, seed) {
  const random = randomNumbers(seed);
  const happens = (chance) => random() < chance;
  const pick = (list) => list[Math.floor(random() * list.length)];

  const escaped = (text) =>
    [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
  const keyOf = (key) => {
    const spelled = happens(0.4) ? pick(spellings)(key) : key;
    return happens(0.1) ? `"${escaped(spelled)}"` : JSON.stringify(spelled);
  };
  const members = (object, depth) =>
    Object.entries(object).flatMap(([key, value]) => {
      if (depth > 0 && key !== "TaskGroups" && key !== "Tasks" && happens(0.6)) return [];
      const list = [`${keyOf(key)}${pick([":", " : "])}${write(value, depth + 1)}`];
      if (happens(0.001)) list.push(`${keyOf(key)}:${pick(oddValues)}`);
      if (happens(0.01)) list.push(`"Zz":${pick(oddValues)}`);
      return list;
    });
  const write = (value, depth) => {
    if (happens(0.002)) return pick(oddValues);
    if (Array.isArray(value)) return `[${value.slice(0, 1).map((each) => write(each, depth + 1))}]`;
    if (typeof value === "object" && value !== null) return `{${members(value, depth)}}`;
    return JSON.stringify(value);
  };
  return Array.from({ length: count }, () => {
    const text = write(document, 0);
    return happens(0.02) ? text + pick([" {}", "x", "\n", " "]) : text;
  });
}
