const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  $: "$$",
  "%": "%%",
};

/**
 * The key of an instance as Terraform writes it behind an address: `[0]`, `["a"]`.
 * COMPAT (Terraform, addresses): a text is quoted as HCL quotes it, so that `${` starts no template.
 */
export function instanceKey(key: string | number | bigint): string {
  if (typeof key !== "string") return `[${key}]`;
  const quoted = key.replace(
    /["\\]|[$%](?=\{)|(?! )[\p{C}\p{Z}]/gu,
    (character) => escapes[character] ?? escapeCode(character.codePointAt(0) ?? 0),
  );
  return `["${quoted}"]`;
}

function escapeCode(code: number): string {
  const digits = code.toString(16);
  return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}
