import { TooLarge } from "../../domain/errors.js";
import { BadRequest } from "./http-errors.js";
import type { HttpRequest } from "./route.js";

type Content = Pick<HttpRequest, "content" | "contentLength">;

/**
 * The body as JSON; undefined when it is empty. The content type does not matter.
 *
 * @throws BadRequest when it is no JSON
 * @throws TooLarge when it has more than `limit` bytes
 */
export async function readJson(request: Content, limit: number): Promise<unknown> {
  const bytes = await readAll(request, limit);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // COMPAT (Terraform API, error documents): this text.
    throw new BadRequest("Request body is invalid JSON");
  }
}

/** @throws TooLarge at once when the client announces more than `limit` bytes */
export function refuseAnnounced({ contentLength }: Content, limit: number): void {
  if (contentLength !== null && contentLength > limit) throw new TooLarge(limit);
}

async function readAll(request: Content, limit: number): Promise<Uint8Array> {
  refuseAnnounced(request, limit);
  return readBytes(request.content, limit);
}

/** @throws TooLarge when there are more than `limit` bytes */
export async function readBytes(
  content: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > limit) throw new TooLarge(limit);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}
