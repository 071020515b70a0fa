export interface Resource {
  readonly id: string;
  readonly type: string;
}

/** How to load each of the related resources that a route can include. */
export type Inclusions<Name extends string> = {
  readonly [Each in Name]: () => Promise<readonly Resource[]>;
};

/** For a relationship that never has a member yet. */
export const noMembers = async (): Promise<readonly Resource[]> => [];

/** The `included` part of a document: each resource once; no such part when nothing was asked for. */
export async function include<Name extends string>(
  asked: ReadonlySet<Name>,
  inclusions: Inclusions<Name>,
): Promise<{ readonly included?: readonly Resource[] }> {
  if (asked.size === 0) return {};
  const included = new Map<string, Resource>();
  for (const name of asked) {
    for (const each of await inclusions[name]()) included.set(`${each.type} ${each.id}`, each);
  }
  return { included: [...included.values()] };
}
