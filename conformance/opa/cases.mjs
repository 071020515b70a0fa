// What is evaluated, each with the status that it must come to and what must be said about it.

export const cases = [
  {
    name: "public-ingress",
    query: "data.terraform.policies.public_ingress.deny",
    status: "failed",
    says: /^aws_security_group\.web is open to 0\.0\.0\.0\/0$/m,
    code: `package terraform.policies.public_ingress

import input.plan as plan

deny[msg] {
	change := plan.resource_changes[_]
	change.type == "aws_security_group"
	change.change.after.ingress[_].cidr_blocks[_] == "0.0.0.0/0"
	msg := sprintf("%v is open to 0.0.0.0/0", [change.address])
}
`,
  },
  {
    name: "knows-the-run",
    status: "passed",
    code: `package a

deny contains "unknown run" if not known
known if {
	input.run.organization.name == "acme"
	input.run.workspace.name == "web"
	input.run.workspace.auto_apply == false
	input.run.project.name == "Default Project"
	input.run.created_by == "admin"
}
`,
  },
  { name: "empty-set", status: "passed", code: 'package a\n\ndeny contains "no" if false\n' },
  {
    name: "array",
    status: "failed",
    level: "advisory",
    says: /^\{"code":7\}$/m,
    code: 'package a\n\ndeny := [{"code": 7}]\n',
  },
  { name: "no-rule", status: "errored", says: /no result/, code: "package a\n" },
  {
    name: "truth",
    status: "errored",
    says: /a boolean, not an array/,
    code: "package a\n\ndeny := true\n",
  },
  {
    name: "no-rego",
    status: "errored",
    says: /no-rego\.rego:2: rego_parse_error/,
    code: "deny = {\n",
  },
  {
    name: "query-is-no-flag",
    query: "--help",
    status: "errored",
    says: /rego_parse_error/,
    code: "package a\n",
  },
  {
    name: "no-query",
    query: "data.a[",
    status: "errored",
    says: /rego_parse_error/,
    code: "package a\n",
  },
  {
    name: "network",
    status: "errored",
    says: /undefined function http\.send/,
    code: 'package a\n\ndeny contains http.send({"method": "get", "url": "http://127.0.0.1"}).status\n',
  },
  {
    name: "names",
    status: "errored",
    says: /undefined function net\.lookup_ip_addr/,
    code: 'package a\n\ndeny contains net.lookup_ip_addr("localhost")\n',
  },
  {
    name: "machine",
    status: "errored",
    says: /undefined function opa\.runtime/,
    code: "package a\n\ndeny contains opa.runtime().env\n",
  },
  {
    name: "schema-from-network",
    status: "errored",
    says: /./,
    code: `package a

deny contains "no" if not json.match_schema({}, {"$ref": "http://127.0.0.1/schema.json"})[0]
deny contains x if x := json.match_schema({}, {"$ref": "http://127.0.0.1/schema.json"})[1][_]
deny := 1 if false
`,
  },
  {
    name: "endless",
    status: "errored",
    says: /it took more than 30 seconds/,
    code: `package a

deny contains "never" if {
	some i in numbers.range(1, 100000)
	some j in numbers.range(1, 100000)
	i * j < 0
}
`,
  },
  {
    name: "hungry",
    status: "errored",
    says: /out of memory|more than 30 seconds/,
    code: `package a

once := concat("", ["${"a".repeat(100)}" | some i in numbers.range(1, 100000)])
often := concat("", [once | some i in numbers.range(1, 10000)])
deny contains "never" if count(often) > 0
`,
  },
  {
    name: "talkative",
    status: "errored",
    says: /its result has more than 1048576 bytes/,
    code: 'package a\n\ndeny := [sprintf("%d", [i]) | some i in numbers.range(1, 300000)]\n',
  },
  {
    name: "printing",
    status: "passed",
    code: 'package a\n\ndeny contains "no" if {\n\tsome i in numbers.range(1, 10000)\n\tprint("line", i)\n\tfalse\n}\n',
  },
];

/** A set of several files: a helper in another package, and data. */
export const archive = {
  "policies.hcl": `policy "ingress" {
  query = "data.network.deny"
}

policy "nothing" {
  query             = "data.network.nothing"
  enforcement_level = "mandatory"
  description       = "Holds nothing against anything."
}
`,
  "network.rego": `package network

import data.shared

deny contains address if some address in shared.open

nothing := []
`,
  "lib/shared.rego": `package shared

open contains change.address if {
	some change in input.plan.resource_changes
	change.type in data.lib.types
}
`,
  "lib/data.json": '{"types": ["aws_security_group"]}',
  "other.json": '{"types": []}',
};
