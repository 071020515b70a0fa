import { JSON_LIMIT, type TfeRoute } from "../route.js";

/**
 * What rows answer alike, as examples by name. `testing/general-answers.test.ts` holds every row to them,
 * `testing/rate-limits.test.ts` to the last.
 */
export const GENERAL_ANSWERS = {
  "malformed-document": answer(400, "bad request", { detail: "Request body is invalid JSON" }),
  "unknown-inclusion": answer(400, "bad request", {
    detail: "Invalid include parameter",
    source: { parameter: "include" },
  }),
  "malformed-address": answer(400, "bad request", {
    detail: "'/api/v2/policies/%zz' is not a valid url component",
  }),
  unauthorized: answer(401, "unauthorized"),
  "not-found": answer(404, "not found"),
  "payload-too-large": answer(413, "payload too large", {
    detail: `the content is larger than ${JSON_LIMIT} bytes: send less`,
  }),
  "too-many-requests": answer(429, "Too many requests", {
    detail: "You have exceeded the API's rate limit.",
  }),
} as const;

export type GeneralAnswer = keyof typeof GENERAL_ANSWERS;

/** What a row answers with one of its implied statuses. */
export function generalAnswerOf(status: number, { method, body }: TfeRoute): GeneralAnswer {
  switch (status) {
    case 400:
      if (body !== undefined) return "malformed-document";
      return method === "GET" ? "unknown-inclusion" : "malformed-address";
    case 401:
      return "unauthorized";
    case 413:
      return "payload-too-large";
    case 429:
      return "too-many-requests";
    default:
      throw new Error(`no row answers ${status} without saying so`);
  }
}

function answer(
  status: number,
  title: string,
  more: { detail?: string; source?: { parameter: string } } = {},
) {
  return { errors: [{ status: String(status), title, ...more }] };
}
