/** A draft of which any field may be left out; what is left out keeps its value. */
export type ChangeOf<Draft> = { readonly [Key in keyof Draft]?: Draft[Key] | undefined };

/** Whether a change states no field at all; such a change leaves even the time of the last one alone. */
export function isEmptyChange(change: object): boolean {
  return Object.values(change).every((value) => value === undefined);
}
