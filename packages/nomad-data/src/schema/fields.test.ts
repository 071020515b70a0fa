import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toValue } from "../values/struct-view.js";
import { aclToken, namespace, node, nodePool } from "./cluster.js";
import { job } from "./job.js";
import { type Shape, Struct, text } from "./shape.js";
import { snakeCase } from "./snake-case.js";
import { csiVolume, hostVolume } from "./volumes.js";

const roots: Readonly<Record<string, Struct>> = {
  job,
  nomad_acl_token: aclToken,
  namespace,
  node,
  node_pool: nodePool,
  host_volume: hostVolume,
  csi_volume: csiVolume,
};

function structAt(path: string): Struct {
  const [root = "", ...steps] = path.split(".");
  const found = steps.reduce<Shape>((shape, step) => {
    const field = elementOf(shape).byName.get(step);
    if (field === undefined) throw new Error(`"${path}": no "${step}"`);
    return field.shape;
  }, roots[root] ?? text);
  return elementOf(found);
}

function elementOf(shape: Shape): Struct {
  if (shape instanceof Struct) return shape;
  if ("of" in shape) return elementOf(shape.of);
  throw new Error("no object");
}

/** A shape in the notation of the table. Durations and points in time are ints and texts. */
function notation(shape: Shape): string {
  switch (shape.kind) {
    case "optional":
      return `?${notation(shape.of)}`;
    case "list":
      return `[]${notation(shape.of)}`;
    case "map":
      return `{${notation(shape.of)}}`;
    case "struct":
      return "O";
    case "anything":
      return "any";
    default:
      return { text: "s", bool: "b", int: "i", span: "i", bytes: "bytes", time: "time" }[
        shape.kind
      ];
  }
}

describe("fields", () => {
  const table = readFileSync(new URL("../../testdata/fields.txt", import.meta.url), "utf8");
  for (const line of table.split("\n").filter((each) => each !== "" && !each.startsWith("#"))) {
    const [path = "", fields = ""] = line.split(": ");
    it(path, () => {
      const expected = fields.split(", ").map((field) => field.replace(/\bd$/, "i"));
      const shown = structAt(path).fields.filter(({ isHidden }) => !isHidden);
      const found = shown.map(({ name, shape }) => `${name} ${notation(shape)}`);
      expect(found.sort()).toEqual(expected.sort());
    });
  }

  it("that are absent have the zero value of their kind", () => {
    const value = toValue(undefined, job) as unknown as { get(key: string): unknown };
    const zero = (name: string) => value.get(name);
    expect(zero("name")).toBe("");
    expect(zero("priority")).toBe(0);
    expect(zero("stop")).toBe(false);
    expect(zero("task_groups")).toEqual([]);
    expect(zero("meta")).toEqual({});
    expect(zero("periodic")).toBeNull();
    expect(zero("migrate")).toBeUndefined();
  });
});

// Documented or used in published policies, then inferred (Naming).
it.each([
  ["ID", "id"],
  ["ParentID", "parent_id"],
  ["SizeMB", "size_mb"],
  ["CPU", "cpu"],
  ["MemoryMB", "memory_mb"],
  ["LTarget", "l_target"],
  ["CSIPluginConfig", "csi_plugin_config"],
  ["FSType", "fs_type"],
  ["GRPCUseTLS", "grpc_use_tls"],
  ["MBits", "m_bits"],
  ["SELinuxLabel", "se_linux_label"],
  ["ExcludeOutboundCIDRs", "exclude_outbound_cid_rs"],
])("%s is %s", (wire, name) => {
  expect(snakeCase(wire)).toBe(name);
});
