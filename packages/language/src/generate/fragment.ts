/**
 * A piece of generated JavaScript.
 *
 * INVARIANT: it consists of the literal text of templates in this folder and of integers. Nothing of
 * a policy can get into it: `js` takes no strings, and there is no other way to make one.
 */
export class Fragment {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  static fromTemplate(texts: TemplateStringsArray, parts: readonly Part[]): Fragment {
    let whole = texts[0] ?? "";
    parts.forEach((part, index) => {
      whole += textOf(part) + texts[index + 1];
    });
    return new Fragment(whole);
  }

  static joined(fragments: readonly Fragment[], between: Fragment): Fragment {
    return new Fragment(fragments.map(textOf).join(between.text));
  }
}

/** What can stand in a template: another fragment, or an integer that is not negative. */
export type Part = Fragment | number;

function textOf(part: Part): string {
  if (part instanceof Fragment) return part.text;
  if (!Number.isSafeInteger(part) || part < 0) throw new Error("only plain integers become code");
  return String(part);
}

/** Makes a fragment: js`${target} = ${left} + 1;`. */
export function js(texts: TemplateStringsArray, ...parts: readonly Part[]): Fragment {
  return Fragment.fromTemplate(texts, parts);
}

/** Fragments with commas between them. */
export function list(fragments: readonly Fragment[]): Fragment {
  return Fragment.joined(fragments, js`, `);
}
