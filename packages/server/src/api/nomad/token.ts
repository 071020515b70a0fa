import type { IncomingHttpHeaders } from "node:http";

/** The token of a request, as Nomad finds it; null when there is none. */
export function tokenOf(headers: IncomingHttpHeaders): string | null {
  const own = single(headers["x-nomad-token"]).trim();
  if (own !== "") return own;
  const [scheme = "", ...rest] = (headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer") return null;
  const [token = ""] = rest.join(" ").trim().split(" ");
  return token === "" ? null : token;
}

function single(value: string | readonly string[] | undefined): string {
  return typeof value === "string" ? value : (value?.[0] ?? "");
}
