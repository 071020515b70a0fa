import {
  anyOf,
  exactly,
  list,
  object,
  onlyNull,
  optional,
  type TProperties,
  type TSchema,
  text,
  textOrNull,
  whole,
  wholeOrNull,
} from "./schemas.js";

/**
 * The shapes of JSON:API documents. Requests may carry more than their schema names, and clients do;
 * responses carry exactly what theirs name, which the tests see to.
 */

/** LIMIT: members that one request may name; each of them is looked up. */
const MEMBER_LIMIT = 10_000;

export const identifier = <const Name extends string>(type: Name) =>
  object({ id: text(), type: exactly(type) });

export const toOne = <const Name extends string>(type: Name) => object({ data: identifier(type) });

export const toOneOrNone = <const Name extends string>(type: Name) =>
  object({ data: anyOf(identifier(type), onlyNull()) });

/**
 * COMPAT (client for Terraform Enterprise, policy sets): clients send whole resources as members; only
 * id and type count.
 */
export const toMany = <const Name extends string>(type: Name, options: { title?: string } = {}) =>
  object({ data: list(identifier(type), { maxItems: MEMBER_LIMIT }) }, options);

/** The ids of members, each once, in the order of the request. */
export function decodeMembers({
  data,
}: {
  readonly data: readonly { readonly id: string }[];
}): string[] {
  return [...new Set(data.map(({ id }) => id))];
}

/** A resource as responses show it. `title` is its name in the OpenAPI document and in the client. */
export const resource = <const Name extends string, Parts extends TProperties>(
  title: string,
  type: Name,
  parts: Parts,
) => object({ id: text(), type: exactly(type), ...parts }, { title });

/** A response with one resource; `related` are the ones that `include` may bring with it. */
export const documentOf = <Data extends TSchema>(data: Data, ...related: TSchema[]) =>
  object({ data, ...includedOf(related) }, { title: `${titleOf(data)}Document` });

/** A response with one page of resources. */
export const pageOf = <Data extends TSchema>(data: Data, ...related: TSchema[]) =>
  object(
    { data: list(data), ...includedOf(related), links: pageLinks, meta: object({ pagination }) },
    { title: `${titleOf(data)}Page` },
  );

/** A request that creates a resource; `title` is its name in the OpenAPI document. */
export const requestOf = <
  const Name extends string,
  Attributes extends TProperties,
  Relationships extends TProperties,
>(
  title: string,
  type: Name,
  attributes: Attributes,
  relationships: Relationships,
) =>
  object(
    {
      data: object({
        type: exactly(type),
        attributes: object(attributes),
        relationships: optional(object(relationships)),
      }),
    },
    { title },
  );

/** A request that changes a resource; one without attributes changes none. */
export const changeOf = <
  const Name extends string,
  Attributes extends TProperties,
  Relationships extends TProperties,
>(
  title: string,
  type: Name,
  attributes: Attributes,
  relationships: Relationships,
) =>
  object(
    {
      data: object({
        type: exactly(type),
        id: optional(text({ description: "If present, the one in the path." })),
        attributes: optional(object(attributes)),
        relationships: optional(object(relationships)),
      }),
    },
    { title },
  );

export const errorDocument = object(
  {
    errors: list(
      object(
        {
          status: text({ description: "The HTTP status, as a string." }),
          title: text(),
          detail: optional(text()),
          source: optional(
            object({
              pointer: optional(text({ description: "The place in the request's body." })),
              parameter: optional(text({ description: "The query parameter." })),
            }),
          ),
        },
        { title: "ErrorEntry" },
      ),
    ),
  },
  { title: "ErrorDocument" },
);

const pageLinks = object(
  { self: text(), first: text(), prev: textOrNull(), next: textOrNull(), last: optional(text()) },
  { title: "PageLinks" },
);

const pagination = object(
  {
    "current-page": whole(),
    "page-size": whole(),
    "prev-page": wholeOrNull(),
    "next-page": wholeOrNull(),
    "total-pages": optional(whole({ description: "Absent where nobody counts the whole list." })),
    "total-count": optional(whole({ description: "Absent where nobody counts the whole list." })),
  },
  { title: "Pagination" },
);

function includedOf(related: readonly TSchema[]): { included?: ReturnType<typeof includedList> } {
  return related.length === 0 ? {} : { included: includedList(related) };
}

const includedList = (related: readonly TSchema[]) => optional(list(anyOf(...related)));

function titleOf(schema: TSchema): string {
  return "title" in schema ? String(schema.title) : "";
}
