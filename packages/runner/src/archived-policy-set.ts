import { join } from "node:path";
import {
  ArchiveError,
  type ArchiveLimits,
  defaultArchiveLimits,
  LinkTable,
  readTar,
} from "@portcullis/archive";
import {
  type EnforcementLevel,
  type OpaEnforcementLevel,
  type OpaPolicyEntry,
  parseOpaPolicies,
  renderConfigurationProblem,
} from "@portcullis/config";
import { renderDiagnostic } from "@portcullis/language";
import { policySetFile } from "./load-configuration.js";
import { loadPolicySet } from "./load-policy-set.js";
import type { PolicySet } from "./policy-set.js";
import type { ProgramCache } from "./program-cache.js";
import { FilesInMemory } from "./source-files.js";
import { LoadError, readText } from "./source-reader.js";

/** LIMIT: what the archive of one policy set may hold. All of it is in memory while it is evaluated. */
export const archivedSetLimits: ArchiveLimits = {
  ...defaultArchiveLimits,
  entries: 10_000,
  totalBytes: 100 * 1024 * 1024,
};

/** LIMIT: policies that one archive may list. */
export const MAX_ARCHIVED_POLICIES = 1_000;

/** What is wrong with an archive, for programs; the message is for people. */
export type ArchivedSetFault =
  | "invalid-archive"
  | "missing-configuration"
  | "invalid-configuration"
  | "invalid-policy";

export class ArchivedSetError extends Error {
  constructor(
    readonly fault: ArchivedSetFault,
    message: string,
  ) {
    super(message);
  }
}

/** A policy as an archive lists it. */
export interface ArchivedPolicy {
  readonly name: string;
  readonly level: EnforcementLevel | OpaEnforcementLevel;
}

/**
 * Unpacks a gzipped tar archive into memory; nothing of it is ever written. `folder` is the one in it that
 * holds the policy set, without slashes at its ends; `alive` is called every now and then. Throws
 * `ArchivedSetError`.
 */
export async function unpackPolicySet(
  archive: Uint8Array,
  folder = "",
  alive: () => void = () => {},
  limits: ArchiveLimits = archivedSetLimits,
): Promise<UnpackedSet> {
  const files: [string, Uint8Array][] = [];
  const links = new LinkTable();
  try {
    for await (const { kind, path, content } of readTar(once(archive), "gzip", limits, links)) {
      alive();
      if (kind === "file") files.push([path, await allOf(content)]);
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw new ArchivedSetError("invalid-archive", error.message);
    throw error;
  }
  return { files: new FilesInMemory(files, links), folder };
}

/** What was unpacked, and the folder of it that holds the policy set: "" for all of it. */
export interface UnpackedSet {
  readonly files: FilesInMemory;
  readonly folder: string;
}

/**
 * Loads the Sentinel policies that were unpacked, with the modules and data that they use, which may be
 * beside their folder. Remote sources and plugins are refused, mocks ignored. Throws `ArchivedSetError`.
 */
export function loadArchivedPolicySet(
  { files, folder }: UnpackedSet,
  programs: ProgramCache,
): PolicySet {
  requireFile(files, policySetFile(folder, files));
  try {
    return loadPolicySet(folder, programs, { files });
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    throw new ArchivedSetError("invalid-configuration", error.message);
  }
}

/** The Sentinel policies of an archive, each of which compiles. Throws `ArchivedSetError`. */
export function inspectSentinelSet(
  set: UnpackedSet,
  programs: ProgramCache,
  alive: () => void = () => {},
): readonly ArchivedPolicy[] {
  const { policies } = loadArchivedPolicySet(set, programs);
  refuseTooMany(policies);
  const complaints = policies.flatMap(({ fileName, text }) => {
    alive();
    const { program, diagnostics } = programs.compile(fileName, text);
    return program === undefined ? diagnostics.map(renderDiagnostic) : [];
  });
  if (complaints.length > 0) throw new ArchivedSetError("invalid-policy", complaints.join("\n\n"));
  return policies.map(({ name, enforcementLevel }) => ({ name, level: enforcementLevel }));
}

const OPA_POLICIES_FILE = "policies.hcl";

/** The OPA policies that an archive lists; its Rego is not looked at. Throws `ArchivedSetError`. */
export function inspectOpaSet(set: UnpackedSet): readonly ArchivedPolicy[] {
  return opaPoliciesOf(set).map(({ name, enforcementLevel }) => ({
    name,
    level: enforcementLevel,
  }));
}

/**
 * What OPA needs of an archive: the queries, and the files that a bundle is made of. Throws
 * `ArchivedSetError`.
 */
export function loadOpaSet(set: UnpackedSet): ArchivedOpaSet {
  const policies = opaPoliciesOf(set);
  const bundle = [...set.files.entriesBelow(set.folder)].filter(([path]) => BUNDLE_FILE.test(path));
  const size = bundle.reduce((sum, [, content]) => sum + content.length, 0);
  if (size > MAX_BUNDLE_BYTES)
    throw new ArchivedSetError(
      "invalid-archive",
      `its Rego and data have ${size} bytes, and may have ${MAX_BUNDLE_BYTES}; split the policy set`,
    );
  return { policies, files: bundle };
}

export interface ArchivedOpaSet {
  readonly policies: readonly OpaPolicyEntry[];
  /** By their paths below the folder of the set. */
  readonly files: readonly (readonly [path: string, content: Uint8Array])[];
}

/** COMPAT (OPA, bundles): Rego, and data in files of these names. */
const BUNDLE_FILE = /(?:\.rego|(?:^|\/)data\.(?:json|ya?ml))$/;

/** LIMIT: what OPA is given of one archive, in bytes. */
const MAX_BUNDLE_BYTES = 32 * 1024 * 1024;

function opaPoliciesOf({ files, folder }: UnpackedSet): readonly OpaPolicyEntry[] {
  const path = join(folder, OPA_POLICIES_FILE);
  requireFile(files, path);
  const text = readText(path, files);
  if (typeof text !== "string")
    throw new ArchivedSetError("invalid-configuration", `"${path}" ${text.problem}`);
  const { policies, problems } = parseOpaPolicies(path, text);
  if (policies === undefined) {
    const complaints = problems.map(renderConfigurationProblem);
    throw new ArchivedSetError("invalid-configuration", complaints.join("\n"));
  }
  refuseTooMany(policies);
  if (policies.length === 0)
    throw new ArchivedSetError(
      "invalid-configuration",
      `"${path}" lists no policies; add a block such as: policy "name" { … }`,
    );
  return policies;
}

function requireFile(files: FilesInMemory, name: string): void {
  if (files.isFile(name)) return;
  throw new ArchivedSetError(
    "missing-configuration",
    `${name} not found: it must be in the folder that is packed, or that policies-path names`,
  );
}

function refuseTooMany({ length }: { readonly length: number }): void {
  if (length <= MAX_ARCHIVED_POLICIES) return;
  throw new ArchivedSetError(
    "invalid-configuration",
    `${length} policies are listed, and ${MAX_ARCHIVED_POLICIES} may be; split the policy set`,
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function allOf(content: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}
