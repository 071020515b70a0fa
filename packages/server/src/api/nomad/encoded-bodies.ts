import type { ReplyBody } from "./nomad-reply.js";

/** LIMIT: forms in which one value is kept, as with several prefixes; further ones are made each time. */
const FORM_LIMIT = 16;

/** Bodies of values that many ask for at the same moment, kept as long as the values are. */
export class EncodedBodies {
  private readonly bodies = new WeakMap<object, Map<string, ReplyBody>>();

  /** The body of a value, which never changes, in one of its forms. */
  of(value: object, form: string, make: () => ReplyBody): ReplyBody {
    const forms = this.bodies.get(value) ?? new Map<string, ReplyBody>();
    this.bodies.set(value, forms);
    const known = forms.get(form);
    if (known !== undefined) return known;
    const body = make();
    if (forms.size < FORM_LIMIT) forms.set(form, body);
    return body;
  }
}
