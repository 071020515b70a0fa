import { anyType, type FunctionCall, fn, stringType, toInt } from "@portcullis/language";
import { defineImport } from "../define-import.js";
import { defineReceiver, type MethodDefinition, method } from "../define-receiver.js";
import { satisfies } from "./constraint.js";
import {
  compareVersions,
  parseVersion,
  VersionError,
  type VersionNumber,
  versionText,
} from "./version-number.js";

const versionObject = defineReceiver<VersionNumber>("version", {
  fields: {
    major: ({ segments }) => toInt(segments[0] ?? 0n),
    metadata: ({ metadata }) => metadata,
    minor: ({ segments }) => toInt(segments[1] ?? 0n),
    patch: ({ segments }) => toInt(segments[2] ?? 0n),
    prerelease: ({ prerelease }) => prerelease,
    version: versionText,
  },
  methods: {
    // COMPAT (version): two of the documented examples show the opposite sign; the text is followed.
    compare: comparison((order) => order),
    equals: comparison((order) => order === 0),
    greater_than: comparison((order) => order > 0),
    greater_than_or_equals: comparison((order) => order >= 0),
    less_than: comparison((order) => order < 0),
    less_than_or_equals: comparison((order) => order <= 0),
    satisfies: (name) =>
      method({ constraints: stringType }, (version: VersionNumber, { constraints }, call) => {
        call.charge(constraints.length);
        return orFail(name, call, () => satisfies(version, constraints));
      })(name),
  },
  aliases: {
    cmp: "compare",
    eq: "equals",
    gt: "greater_than",
    gte: "greater_than_or_equals",
    lt: "less_than",
    lte: "less_than_or_equals",
    sat: "satisfies",
  },
});

export const version = defineImport(
  "version",
  {
    functions: {
      new: fn({ version: stringType }, anyType, (args, call) =>
        versionObject.of(orFail("new", call, () => parseVersion(args.version))),
      ),
    },
  },
  { receivers: [versionObject] },
);

function comparison(decide: (order: number) => number | boolean): MethodDefinition<VersionNumber> {
  return (name) =>
    method({ other: stringType }, (version: VersionNumber, { other }, call) =>
      decide(
        compareVersions(
          version,
          orFail(name, call, () => parseVersion(other)),
        ),
      ),
    )(name);
}

function orFail<Result>(name: string, call: FunctionCall, compute: () => Result): Result {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof VersionError)) throw error;
    return call.fail("function-failed", name, error.message);
  }
}
