// The only way out of the product: HTTP and git that reach what an allow-list permits and nothing else.
export { AllowList, type Remedy, withoutCredentials } from "./allow-list.js";
export { fetchGit, type GitOptions, type GitSource, readGitHead } from "./fetch-git.js";
export type { GitFile } from "./git-tree.js";
export { basicAuthentication, type HttpOptions, type HttpRequest } from "./http-request.js";
export { DOWNLOAD_MILLISECONDS, MAX_DOWNLOAD_BYTES, MAX_RESPONSE_BYTES } from "./limits.js";
export { OutboundError, type OutboundReason } from "./outbound-error.js";
export { type Resolver, systemResolver } from "./resolve-host.js";
export { type HttpResponse, send } from "./send.js";
