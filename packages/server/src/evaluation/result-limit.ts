/** LIMIT: what an evaluator may say about one run, in bytes; its own limits on output are far below. */
export const RESULT_LIMIT = 256 * 1024 * 1024;
