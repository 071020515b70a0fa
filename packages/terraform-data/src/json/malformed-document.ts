/**
 * A document is not of the shape that Terraform writes. Documents are read as far as policies look at
 * them, so this is thrown while a policy runs as well; it is no fault of the policy, and passes out
 * of the evaluation to whoever gave the document.
 */
export class MalformedDocument extends Error {
  override readonly name = "MalformedDocument";
  /** The place within the document, such as `resource_changes[3].change`. */
  readonly path: string;

  constructor(document: string, path: string, problem: string) {
    super(`the ${document} is malformed: "${path}" ${problem}`);
    this.path = path;
  }
}
