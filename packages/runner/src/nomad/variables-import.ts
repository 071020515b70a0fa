import {
  anyType,
  fn,
  type ImportSource,
  NamespaceError,
  stringType,
  type Value,
} from "@portcullis/language";

/** The name of the import. */
export const VARIABLES_IMPORT = "nomad_var";

/** A variable of Nomad's; blocks until its items are there. Nothing if there is none at the path. */
export type FindVariable = (
  path: string,
  namespace: string,
) => Readonly<Record<string, string>> | undefined;

/** COMPAT (Globals per scope): no other variables can be read. */
const READABLE = /^(nomad\/sentinel(?:\/[\w~-]+)*)(?:@([a-zA-Z0-9-]{1,128}))?$/;

/** LIMIT: characters of a path with its namespace; Nomad allows 128 of each. */
const MAX_PATH = 257;

/**
 * The import `nomad_var`: variables below `nomad/sentinel`, of the default namespace or the one behind
 * the `@`. One that does not exist is undefined. `find` may throw `NamespaceError`.
 */
export function variablesImport(find: FindVariable): ImportSource {
  const get = fn({ path: stringType }, anyType, ({ path }, call) => {
    const [, plain, namespace = "default"] =
      path.length > MAX_PATH ? [] : (READABLE.exec(path) ?? []);
    if (plain === undefined)
      return call.fail(
        "function-failed",
        "get",
        'only variables at "nomad/sentinel" and below it can be read, with "@" and a namespace behind if it is not the default one',
      );
    try {
      return (find(plain, namespace) as Value | undefined) ?? call.undefined();
    } catch (error) {
      if (error instanceof NamespaceError)
        return call.fail("function-failed", "get", error.message);
      throw error;
    }
  })("get");
  return {
    kind: "namespace",
    namespace: { get: (key) => (key === "get" ? get : undefined), names: () => ["get"] },
  };
}
