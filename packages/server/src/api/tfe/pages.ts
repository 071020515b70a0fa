import type { Page, PageRequest } from "../../domain/page.js";

/** The page of a list that is there as a whole. */
export function pageOfAll<Item>(all: readonly Item[], { number, size }: PageRequest): Page<Item> {
  const items = all.slice((number - 1) * size, number * size);
  return { items, number, size, total: all.length, hasNext: number * size < all.length };
}

/** The `links` and `meta` of a list. `url` is what was asked for, `baseUrl` where clients find us. */
export function encodePage(page: Page<unknown>, url: string, baseUrl: string) {
  const totalPages = page.total === null ? null : Math.max(1, Math.ceil(page.total / page.size));
  const previous = page.number > 1 ? page.number - 1 : null;
  const next = page.hasNext ? page.number + 1 : null;
  const link = (number: number) => pageUrl(baseUrl, url, number, page.size);
  return {
    links: {
      self: link(page.number),
      first: link(1),
      prev: previous === null ? null : link(previous),
      next: next === null ? null : link(next),
      ...(totalPages === null ? {} : { last: link(totalPages) }),
    },
    meta: {
      pagination: {
        "current-page": page.number,
        "page-size": page.size,
        "prev-page": previous,
        "next-page": next,
        ...(totalPages === null ? {} : { "total-pages": totalPages, "total-count": page.total }),
      },
    },
  };
}

/** The same search, filter and order on another page. */
function pageUrl(baseUrl: string, url: string, number: number, size: number): string {
  const asked = new URL(url, baseUrl);
  asked.searchParams.set("page[number]", String(number));
  asked.searchParams.set("page[size]", String(size));
  return `${baseUrl}${asked.pathname}${asked.search}`;
}
