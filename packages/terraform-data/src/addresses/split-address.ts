/** A piece of an address between its dots, its instance key apart. */
export interface AddressPiece {
  readonly name: string;
  /** With its brackets, as it stands in the address; empty if there is none. */
  readonly key: string;
}

/**
 * Cuts an address at its dots. A key may contain dots, brackets and escaped quotes: what is within
 * quotes belongs to it. Whatever the text, nothing of it is lost.
 */
export function splitAddress(address: string): AddressPiece[] {
  const pieces: AddressPiece[] = [];
  let start = 0;
  let keyStart = -1;
  let quoted = false;
  const end = (at: number): void => {
    const nameEnd = keyStart === -1 ? at : keyStart;
    pieces.push({ name: address.slice(start, nameEnd), key: address.slice(nameEnd, at) });
    start = at + 1;
    keyStart = -1;
  };
  for (let at = 0; at < address.length; at++) {
    const character = address.charAt(at);
    if (quoted) {
      if (character === "\\") at++;
      else if (character === '"') quoted = false;
    } else if (character === "[") {
      if (keyStart === -1) keyStart = at;
    } else if (character === '"' && keyStart !== -1) {
      quoted = true;
    } else if (character === ".") {
      end(at);
    }
  }
  end(address.length);
  return pieces;
}

/** An address without the keys of instances: `module.m.aws_x.y` of `module.m[0].aws_x.y["a"]`. */
export function stripIndex(address: string): string {
  return splitAddress(address)
    .map(({ name }) => name)
    .join(".");
}

/** The names of the modules in a module's address, keys included: `a["x"]` and `b`. */
export function moduleNames(moduleAddress: string): string[] {
  if (moduleAddress === "") return [];
  return splitAddress(moduleAddress)
    .filter((_, index) => index % 2 === 1)
    .map(({ name, key }) => name + key);
}

/** The address of the module with these names. */
export function moduleAddressOf(names: readonly string[]): string {
  return names.map((name) => `module.${name}`).join(".");
}
