/** What a catalogue entry says: one line without a final period, and optionally how to mend it. */
export interface Message {
  readonly text: string;
  readonly hint?: string | undefined;
}
