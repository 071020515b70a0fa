import { interned } from "@portcullis/language";

/**
 * One string for each text, however often a document has it. A text that every element of a large
 * document brings anew lies somewhere else in memory each time, and looking there takes longer than all
 * the rest of a comparison.
 */
export class TextPool {
  private readonly texts = new Map<string, string>();

  shared(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const shared = interned(text);
    this.texts.set(shared, shared);
    return shared;
  }
}
