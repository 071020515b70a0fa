/** What says, without running it, whether a text is a policy. */
export interface PolicyCompiler {
  /**
   * Null when the text compiles; otherwise what is wrong with it, first the place.
   *
   * @param name what the places begin with
   */
  problemOf(name: string, text: string): Promise<string | null>;
}
