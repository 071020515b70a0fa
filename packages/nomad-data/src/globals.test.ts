import { mapKeys, type Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import {
  type DocumentName,
  decodeDocument,
  decodeExistingJobFile,
  decodeJobFile,
} from "./documents.js";
import { csiVolumeGlobals, type Globals, hostVolumeGlobals, jobGlobals } from "./globals.js";
import type { TreeObject } from "./json/tree.js";

function document(name: DocumentName, json: unknown): TreeObject {
  const { tree, problem } = decodeDocument(name, Buffer.from(JSON.stringify(json)));
  if (tree === undefined) throw new Error(problem.message);
  return tree;
}

/** What is at a path of names and positions. */
function at(globals: Globals, path: string): unknown {
  const [first = "", ...steps] = path.split(".");
  return steps.reduce<unknown>(
    (value, step) =>
      Array.isArray(value) ? value[Number(step)] : (value as Map<string, Value>).get(step),
    globals.get(first),
  );
}

// Globals per scope.
it.each<[string, Globals, string[]]>([
  [
    "submit-job",
    jobGlobals(document("job", { ID: "a" })),
    ["job", "existing_job", "job_exists", "nomad_acl_token", "namespace"],
  ],
  [
    "submit-host-volume",
    hostVolumeGlobals({}, "id"),
    [
      "volume",
      "existing_volume",
      "volume_exists",
      "node",
      "node_pool",
      "nomad_acl_token",
      "namespace",
    ],
  ],
  [
    "submit-csi-volume",
    csiVolumeGlobals({}),
    ["volume", "existing_volume", "volume_exists", "nomad_acl_token", "namespace"],
  ],
])("the globals of %s", (_, globals, names) => {
  expect([...globals.keys()]).toEqual(names);
});

describe("a host volume", () => {
  it("that is new has what Nomad gives it", () => {
    const request = document("host volume request", {
      volume: { Name: "data", State: "ready", Parameters: { tag: "x" } },
    });
    const globals = hostVolumeGlobals(request.Volume as TreeObject, "an-id");
    expect(at(globals, "volume.id")).toBe("an-id");
    expect(at(globals, "volume.plugin_id")).toBe("default");
    expect(at(globals, "volume.state")).toBe("pending");
    expect(at(globals, "volume.namespace")).toBe("default");
    expect(at(globals, "volume.requested_capabilities.0.access_mode")).toBe("single-node-writer");
    expect(globals.get("existing_volume")).toBeNull();
  });

  it("that exists is shown, with where it is placed", () => {
    const existing = document("existing host volume", { Name: "data", State: "ready" });
    const node = document("node", { NodeClass: "big", SecretID: "hidden" });
    const globals = hostVolumeGlobals({ Name: "data" }, "an-id", existing, { node });
    expect(at(globals, "existing_volume.state")).toBe("ready");
    expect(globals.get("volume_exists")).toBe(true);
    expect(at(globals, "node.node_class")).toBe("big");
    expect(at(globals, "node.class")).toBe("big");
    expect(mapKeys(globals.get("node") as never)).not.toContain("secret_id");
    expect(globals.get("node_pool")).toBeNull();
  });
});

it("a CSI volume has no secrets, whether it is new or exists", () => {
  const secret = {
    ID: "v",
    Secrets: { password: "hunter2" },
    MountOptions: { FSType: "ext4", MountFlags: ["pass=hunter2"] },
  };
  const request = document("CSI volumes request", { Volumes: [secret] });
  const [submitted] = request.Volumes as TreeObject[];
  const globals = csiVolumeGlobals(submitted ?? {}, document("existing CSI volume", secret));
  for (const volume of ["volume", "existing_volume"]) {
    expect(at(globals, `${volume}.secrets`)).toEqual({ password: "[REDACTED]" });
    expect(at(globals, `${volume}.mount_options.mount_flags`)).toEqual(["[REDACTED]"]);
    expect(at(globals, `${volume}.mount_options.fs_type`)).toBe("ext4");
  }
});

describe("a job's file", () => {
  const decode = (text: string) => decodeJobFile(Buffer.from(text));

  it("is a request or a job alone", () => {
    expect(decode('{"Job":{"ID":"a"}}').tree).toEqual({ ID: "a" });
    expect(decode('{"id":"a"}').tree).toEqual({ ID: "a" });
  });

  it("of a job that exists keeps what Nomad set", () => {
    const { tree } = decodeExistingJobFile(Buffer.from('{"Job":{"ID":"a","Status":"dead"}}'));
    expect(tree).toEqual({ ID: "a", Status: "dead" });
    expect(decodeExistingJobFile(Buffer.from("{}")).problem?.message).toBe(
      'the existing job is malformed: has no "ID"; give the output of "nomad job inspect ID"',
    );
  });

  it("names its job", () => {
    const remedy = 'has no "ID"; give the output of "nomad job run -output FILE"';
    expect(decode("{}").problem?.message).toBe(`the job is malformed: ${remedy}`);
    expect(decode('{"Job":{"Name":"a"}}').problem?.message).toBe(`the job is malformed: ${remedy}`);
  });
});
