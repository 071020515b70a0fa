/** Code units from one mark to the next: what is looked at, at the most, to answer a question. */
const MARK_DISTANCE = 1024;

/**
 * How many characters and bytes come before an offset of a text. A trace asks for thousands of
 * places, so the answer must not take longer the farther down a place is.
 */
export class TextSizes {
  private readonly text: string;
  /** Characters and bytes before every multiple of `MARK_DISTANCE`, as far as was asked for. */
  private readonly marks: { readonly characters: number; readonly bytes: number }[] = [
    { characters: 0, bytes: 0 },
  ];

  constructor(text: string) {
    this.text = text;
  }

  before(offset: number): { readonly characters: number; readonly bytes: number } {
    const mark = Math.floor(offset / MARK_DISTANCE);
    while (this.marks.length <= mark) {
      const last = this.marks.length - 1;
      this.marks.push(this.count(last, (last + 1) * MARK_DISTANCE));
    }
    return this.count(mark, offset);
  }

  private count(mark: number, end: number): { characters: number; bytes: number } {
    let { characters, bytes } = this.marks[mark] ?? { characters: 0, bytes: 0 };
    for (let i = mark * MARK_DISTANCE; i < end; i++) {
      const unit = this.text.charCodeAt(i);
      const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
      // Each half of a surrogate pair stands for two of the four bytes of its character.
      if (unit < 0x80) bytes += 1;
      else if (unit < 0x800 || isSurrogate) bytes += 2;
      else bytes += 3;
      if (!(isSurrogate && unit >= 0xdc00)) characters++;
    }
    return { characters, bytes };
  }
}
