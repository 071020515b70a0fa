// What the open-source command says and what it must say against Portcullis, in the order in which it is
// asked. Outputs are those of the command's documentation and of its source; nothing was recorded.

const policy =
  'main = rule {\n\tall job.task_groups as tg {\n\t\ttg.count < 100 # ä <&> "漢"\n\t}\n}\n';

/** The columns of a list, as the command aligns them. */
const table = (...rows) => {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const line = (row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]))
      .join("  ")
      .trimEnd();
  return `${rows.map(line).join("\n")}\n`;
};
const titles = ["Name", "Scope", "Enforcement Level", "Description"];

export const steps = [
  { args: ["list"], out: "No policies found\n" },

  // Written from a file and from standard input.
  {
    args: [
      "apply",
      "-description",
      "Below a hundred",
      "-scope",
      "submit-job",
      "-level",
      "soft-mandatory",
      "count-limits",
      "{policy}",
    ],
    out: 'Successfully wrote "count-limits" Sentinel policy!\n',
  },
  {
    args: ["apply", "-scope=submit-csi-volume", "all", "-"],
    stdin: "main = true",
    out: 'Successfully wrote "all" Sentinel policy!\n',
  },
  {
    args: ["list"],
    out: table(
      titles,
      ["all", "submit-csi-volume", "advisory", "<none>"],
      ["count-limits", "submit-job", "soft-mandatory", "Below a hundred"],
    ),
  },
  {
    args: ["read", "count-limits"],
    out: `Name              = count-limits\nScope             = submit-job\nEnforcement Level = soft-mandatory\nDescription       = Below a hundred\nPolicy:\n${policy}\n`,
  },
  { args: ["read", "-raw", "count-limits"], out: `${policy}\n` },
  { args: ["read", "-raw", "all"], out: "main = true\n" },

  // Changed, and read again.
  {
    args: ["apply", "-scope", "submit-host-volume", "-level", "hard-mandatory", "all", "{policy}"],
    out: 'Successfully wrote "all" Sentinel policy!\n',
  },
  {
    args: ["read", "all"],
    out: `Name              = all\nScope             = submit-host-volume\nEnforcement Level = hard-mandatory\nDescription       = <none>\nPolicy:\n${policy}\n`,
  },

  // What else the command sends: a namespace, which means nothing here, and a region.
  {
    args: ["read", "-raw", "all"],
    env: { NOMAD_NAMESPACE: "prod", NOMAD_REGION: "global" },
    out: `${policy}\n`,
  },
  {
    args: ["list"],
    env: { NOMAD_REGION: "mars" },
    error: "Error listing Sentinel policies: Unexpected response code: 500 (No path to region)\n",
  },
  {
    args: ["read", "-raw", "all"],
    env: { NOMAD_TOKEN: "" },
    token: "argument",
    out: `${policy}\n`,
  },

  // Refusals.
  {
    args: ["read", "nobody"],
    error:
      "Error querying Sentinel policy: Unexpected response code: 404 (Sentinel policy not found)\n",
  },
  {
    args: ["apply", "-scope", "submit-job", "b_r", "{policy}"],
    error:
      "Error writing Sentinel policy: Unexpected response code: 400 (policy 0 invalid: 1 error occurred:\n\t* invalid name 'b_r')\n",
  },
  {
    args: ["apply", "-scope", "submit-job", "-level", "mandatory", "b", "{policy}"],
    error:
      "Error writing Sentinel policy: Unexpected response code: 400 (policy 0 invalid: 1 error occurred:\n\t* invalid enforcement level 'mandatory')\n",
  },
  {
    args: ["apply", "-scope", "submit-job", "b", "-"],
    stdin: "main = rule {",
    error:
      /^Error writing Sentinel policy: Unexpected response code: 400 \(policy 0 invalid: 1 error occurred:\n\t\* failed to parse policy: b:1:14: .+\)\n$/,
  },
  ...["", "not-a-token"].flatMap((token) =>
    [
      ["Error listing Sentinel policies", "list"],
      ["Error querying Sentinel policy", "read", "all"],
      ["Error writing Sentinel policy", "apply", "-scope", "submit-job", "all", "{policy}"],
      ["Error deleting Sentinel policy", "delete", "all"],
    ].map(([what, ...args]) => ({
      args,
      env: { NOMAD_TOKEN: token },
      error: `${what}: Unexpected response code: 403 (Permission denied)\n`,
    })),
  ),

  // Deleted, also what is not there.
  { args: ["delete", "all"], out: 'Successfully deleted "all" Sentinel policy!\n' },
  { args: ["delete", "all"], out: 'Successfully deleted "all" Sentinel policy!\n' },
  {
    args: ["list"],
    out: table(titles, ["count-limits", "submit-job", "soft-mandatory", "Below a hundred"]),
  },
];

export { policy };
