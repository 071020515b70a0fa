export type { Content } from "./call.js";
export { type Client, type ClientOptions, createClient } from "./client.js";
export { ApiError, ConnectionError } from "./errors.js";
export type * from "./generated/schemas.js";
