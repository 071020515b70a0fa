import { TEXT_LIMIT } from "../../domain/names.js";
import { object, optional, type Static, textOrNull } from "./schemas.js";

const comment = optional(textOrNull({ maxLength: TEXT_LIMIT }));

/** COMPAT (Terraform API, run actions): a plain object; some older clients send a document instead. */
export const commentRequest = object(
  { comment, data: optional(object({ attributes: optional(object({ comment })) })) },
  { title: "CommentRequest" },
);

export function decodeComment({ comment, data }: Static<typeof commentRequest>): string | null {
  return comment ?? data?.attributes?.comment ?? null;
}
