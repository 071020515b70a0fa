import { LINE_LIMIT, LINE_PATTERN, TEXT_LIMIT } from "../../../domain/names.js";
import {
  BUILD_LIMIT,
  mainBuild,
  type ToolVersionChange,
  type ToolVersionDetails,
  type ToolVersionDraft,
} from "../../../domain/tool-versions/tool-version.js";
import { changeOf, documentOf, pageOf, requestOf, resource } from "../documents.js";
import {
  list,
  object,
  optional,
  type Static,
  text,
  textOrNull,
  time,
  truth,
  whole,
} from "../schemas.js";
import { encodeTime } from "../timestamps.js";

const line = text({ maxLength: LINE_LIMIT, pattern: LINE_PATTERN.source });
const build = object({ url: line, sha: line, os: line, arch: line });

const settings = {
  url: optional(line),
  sha: optional(line),
  archs: optional(list(build, { maxItems: BUILD_LIMIT })),
  deprecated: optional(truth()),
  "deprecated-reason": optional(textOrNull({ maxLength: TEXT_LIMIT })),
  official: optional(truth()),
  enabled: optional(truth()),
  beta: optional(truth()),
};

/** The documents of tool versions, which differ between kinds in nothing but their type. */
export function toolVersionDocuments<const Type extends "sentinel-versions" | "opa-versions">(
  title: string,
  type: Type,
) {
  const shown = resource(title, type, {
    attributes: object({
      version: text(),
      url: text(),
      sha: text(),
      archs: list(build),
      deprecated: truth(),
      "deprecated-reason": textOrNull(),
      official: truth(),
      enabled: truth(),
      beta: truth(),
      usage: whole({ description: "How many policy sets name it." }),
      "created-at": time(),
    }),
    links: object({ self: text() }),
  });
  return {
    document: documentOf(shown),
    page: pageOf(shown),
    request: requestOf(`${title}Request`, type, { version: line, ...settings }, {}),
    change: changeOf(`${title}ChangeRequest`, type, { version: optional(line), ...settings }, {}),
    encode: (tool: ToolVersionDetails): Static<typeof shown> => encodeToolVersion(type, tool),
  };
}

type Stated = { readonly version?: string | undefined } & {
  readonly [Name in keyof typeof settings]?: Static<(typeof settings)[Name]> | undefined;
};

export function decodeToolVersionDraft(stated: Stated & { version: string }): ToolVersionDraft {
  return { ...decodeToolVersionChange(stated), version: stated.version };
}

export function decodeToolVersionChange(stated: Stated): ToolVersionChange {
  return {
    version: stated.version,
    url: stated.url,
    sha: stated.sha,
    builds: stated.archs,
    isDeprecated: stated.deprecated,
    // COMPAT (provider for Terraform Enterprise, tool versions): an empty reason is none.
    deprecatedReason: stated["deprecated-reason"] === "" ? null : stated["deprecated-reason"],
    isOfficial: stated.official,
    isEnabled: stated.enabled,
    isBeta: stated.beta,
  };
}

function encodeToolVersion<Type extends string>(type: Type, tool: ToolVersionDetails) {
  const main = mainBuild(tool);
  return {
    id: tool.id,
    type,
    attributes: {
      version: tool.version,
      url: main?.url ?? "",
      sha: main?.sha ?? "",
      archs: tool.builds.map(({ url, sha, os, arch }) => ({ url, sha, os, arch })),
      deprecated: tool.isDeprecated,
      "deprecated-reason": tool.deprecatedReason,
      official: tool.isOfficial,
      enabled: tool.isEnabled,
      beta: tool.isBeta,
      usage: tool.usage,
      "created-at": encodeTime(tool.createdAt),
    },
    links: { self: `/api/v2/admin/${type}/${tool.id}` },
  };
}
