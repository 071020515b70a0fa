import { type FunctionValue, isFunction, Receiver, type Value } from "@portcullis/language";
import { lazyObject, type Members } from "./lazy-members.js";

/** The members of an import as a value within another import: its functions are methods. */
export class NamespaceValue extends Receiver {
  private readonly names: readonly string[];
  private readonly map: ReturnType<typeof lazyObject>;

  /** `methods` names those of the members that are functions. */
  constructor(table: Members, methods: readonly string[]) {
    super();
    this.map = lazyObject(table);
    this.names = this.map
      .keys()
      .map(String)
      .filter((name) => !methods.includes(name));
  }

  override keys(): readonly string[] {
    return this.names;
  }

  override get(key: string): Value | undefined {
    return this.names.includes(key) ? this.map.get(key) : undefined;
  }

  override findMethod(name: string): FunctionValue | undefined {
    const method = this.map.get(name);
    return method !== undefined && isFunction(method) ? method : undefined;
  }
}
