import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DocumentName, decodeDocument } from "../documents.js";
import { MAX_DEPTH } from "./json-scanner.js";
import { MAX_DOCUMENT_BYTES } from "./read-document.js";
import { writeDocument } from "./write-document.js";

function read(text: string, name: DocumentName = "register request") {
  return decodeDocument(name, new TextEncoder().encode(text));
}

/** What would be forwarded. */
function normalised(text: string, name?: DocumentName): string {
  const { tree, problem } = read(text, name);
  if (tree === undefined) throw new Error(problem.message);
  return writeDocument(tree);
}

/** The path and the end of the message. */
function problem(text: string, name?: DocumentName): string {
  const { message, path } = read(text, name).problem ?? { message: "none", path: "none" };
  return `${path} | ${message.replace(/^the .*? is malformed: /, "").replace(/^"(?:[^"\\]|\\.)*" /, "")}`;
}

describe("keys", () => {
  it.each([
    ['{"job":{"taskgroups":[{"COUNT":2}]}}', '{"Job":{"TaskGroups":[{"Count":2}]}}'],
    ['{"Job":{"ta\u017fkgroup\u017f":[]}}', '{"Job":{"TaskGroups":[]}}'],
    ['{"Job":{"Ta\\u017fkGroups":[],"ParentID":"x"}}', '{"Job":{"TaskGroups":[]}}'],
    [
      '{"Job":{"TaskGroups":[{"Tasks":[{"\u212aillTimeout":1}]}]}}',
      '{"Job":{"TaskGroups":[{"Tasks":[{"KillTimeout":1}]}]}}',
    ],
  ])("match as in Go: %s", (text, expected) => {
    expect(normalised(text)).toBe(expected);
  });

  it.each([
    '{"Job":{"ALLATONC\u0395":true}}', // a Greek capital
    '{"Job":{"Pr\u0131ority":7}}', // a dotless i, which JavaScript makes an I
    '{"Job":{"Pr\u0130ority":7}}',
    '{"Job":{"Unknown":{"Job":[1,{"a":1,"a":2}]}}}',
  ])("that Go does not match are dropped: %s", (text) => {
    expect(normalised(text)).toBe('{"Job":{}}');
  });

  it("of the user stay as they are", () => {
    const text = '{"Meta":{"ID":"a","id":"b","__proto__":"c","":"d"}}';
    expect(normalised(text, "job")).toBe(text);
    const config = '{"TaskGroups":[{"Tasks":[{"Config":{"Image":"a","image":{"\u017f":1}}}]}]}';
    expect(normalised(config, "job")).toBe(config);
  });

  it.each([
    ['{"Job":{},"job":{}}', "job | is given twice; keys that differ in case are the same"],
    ['{"Job":null,"JOB":{}}', "JOB | is given twice; keys that differ in case are the same"],
    [
      '{"Job":{"Stop":true,"\u017ftop":false}}',
      'Job["ſtop"] | is given twice; keys that differ in case are the same',
    ],
    ['{"Job":{"Meta":{"a":"1","a":"2"}}}', "Job.Meta.a | is given twice"],
    [
      '{"Job":{"TaskGroups":[{"Tasks":[{"Config":{"a":{"b":1,"b":2}}}]}]}}',
      "Job.TaskGroups[0].Tasks[0].Config.a.b | is given twice",
    ],
  ])("given twice are refused: %s", (text, expected) => {
    expect(problem(text)).toBe(expected);
  });
});

describe("values", () => {
  it.each([
    ['{"Job":{"Priority":"7"}}', "Job.Priority | is a string, expected a number"],
    [
      '{"Job":{"Priority":7.0}}',
      "Job.Priority | has a fraction or an exponent, expected an integer",
    ],
    [
      '{"Job":{"Priority":1e2}}',
      "Job.Priority | has a fraction or an exponent, expected an integer",
    ],
    [
      '{"Job":{"Spreads":[{"Weight":128}]}}',
      "Job.Spreads[0].Weight | is 128, expected an integer from -128 to 127",
    ],
    [
      '{"Job":{"Version":-0}}',
      "Job.Version | is -0, expected an integer from 0 to 9223372036854775807",
    ],
    [
      '{"Job":{"Version":-1}}',
      "Job.Version | is -1, expected an integer from 0 to 9223372036854775807",
    ],
    [
      '{"Job":{"Priority":9223372036854775808}}',
      "Job.Priority | is 9223372036854775808, expected an integer from -9223372036854775808 to 9223372036854775807",
    ],
    ['{"Job":{"TaskGroups":{}}}', "Job.TaskGroups | is an object, expected a list"],
    ['{"Job":{"TaskGroups":[{},null]}}', "Job.TaskGroups[1] | is null, expected an object"],
    [
      '{"Job":{"TaskGroups":[{"Tasks":[{"KillTimeout":"5s"}]}]}}',
      "Job.TaskGroups[0].Tasks[0].KillTimeout | is a string, expected a number",
    ],
    ['{"Job":{"Payload":"%%%"}}', "Job.Payload | is not base64"],
    ['{"Job":[]}', "Job | is a list, expected an object"],
    ['{"Job":{"Meta":{"a b":1}}}', 'Job.Meta["a b"] | is a number, expected a string'],
    [
      '{"Job":{"TaskGroups":[{"Tasks":[{"Config":{"a":1e999}}]}]}}',
      "Job.TaskGroups[0].Tasks[0].Config.a | is 1e999, which no float holds",
    ],
    ["[]", " | is a list, expected an object"],
    ["null", " | is null, expected an object"],
    ["{} {}", " | is followed by further text"],
    ['{"Job":{}', ' | has neither "," nor "}" where one must be'],
    ['{"Job":{},}', " | is no JSON: unexpected character"],
    ["", " | ends too early"],
    ["\ufeff{}", " | is no JSON: unexpected character"],
    [
      '{"Job":{"ID":"a\nb"}}',
      "Job.ID | has a string that is not closed, or holds a control character",
    ],
    ['{"Job":{"ID":"\\x"}}', "Job.ID | has a string with an invalid escape sequence"],
    ['{"Job":{"Unknown":tru}}', "Job.Unknown | is no JSON: unexpected word"],
    ['{"Job":{"Priority":01}}', 'Job | has neither "," nor "}" where one must be'],
    ["{'Job':1}", " | is no JSON: unexpected character"],
  ])("%s", (text, expected) => {
    expect(problem(text)).toBe(expected);
  });

  it("keep 64 bits", () => {
    const text = '{"Priority":9223372036854775807,"Version":9007199254740993}';
    expect(normalised(text, "job")).toBe(text);
  });

  it("that are null leave the field, or are zero among others", () => {
    expect(normalised('{"ID":null,"Datacenters":["a",null],"Meta":{"a":null}}', "job")).toBe(
      '{"Datacenters":["a",""],"Meta":{"a":""}}',
    );
  });

  it("of no known type are floats", () => {
    const config = (number: string) => `{"TaskGroups":[{"Tasks":[{"Config":{"a":${number}}}]}]}`;
    expect(normalised(config("6379"), "job")).toBe(config("6379"));
    expect(normalised(config("9007199254740993"), "job")).toBe(config("9007199254740992"));
    expect(normalised(config("-0"), "job")).toBe(config("-0"));
  });

  it("have no half of a surrogate pair", () => {
    expect(normalised('{"ID":"\\ud800x"}', "job")).toBe('{"ID":"\ufffdx"}');
  });

  it("of Nomad's own documents may be durations in words", () => {
    expect(normalised('{"ExpirationTTL":"1h0m1.5s"}', "ACL token")).toBe(
      '{"ExpirationTTL":3601500000000}',
    );
    expect(normalised('{"NodeIdentityTTL":5}', "node pool")).toBe('{"NodeIdentityTTL":5}');
    expect(normalised('{"ExpirationTTL":""}', "ACL token")).toBe('{"ExpirationTTL":0}');
    expect(problem('{"ExpirationTTL":"1 hour"}', "ACL token")).toBe(
      'ExpirationTTL | is no duration such as "1h30m"',
    );
  });

  it("that Nomad sets are dropped from what is submitted only", () => {
    expect(normalised('{"Status":"running","Stable":true,"Version":3}', "job")).toBe(
      '{"Version":3}',
    );
    expect(normalised('{"Status":"running"}', "existing job")).toBe('{"Status":"running"}');
  });
});

describe("hostile documents", () => {
  it("may not nest deeper than the limit, known or unknown", () => {
    const nested = (depth: number) => `{"Unknown":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(normalised(nested(MAX_DEPTH - 1))).toBe("{}");
    expect(problem(nested(MAX_DEPTH))).toMatch(/nests more than 200 levels deep$/);
    expect(problem(`{"Job":${'{"TaskGroups":['.repeat(100_000)}`)).toMatch(/^Job/);
  });

  it("may not be larger than the limit, nor no text", () => {
    const large = new Uint8Array(MAX_DOCUMENT_BYTES + 1).fill(0x20);
    expect(decodeDocument("job", large).problem?.message).toBe(
      "the job is malformed: is larger than 16 MiB",
    );
    const latin1 = Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d);
    expect(decodeDocument("job", latin1).problem?.message).toBe(
      "the job is malformed: is not text in UTF-8",
    );
  });

  it("take time in proportion to their size", () => {
    const wide = `{"Job":{"Datacenters":[${'"a",'.repeat(500_000)}"a"]}}`;
    expect(read(wide).problem).toBeUndefined();
    expect(problem(`{"Job":{"Priority":${"9".repeat(1_000_000)}}}`)).toMatch(
      /^Job.Priority \| is 9{100}\.\.\., /,
    );
    expect(problem(`{"Job":{"Meta":{"${"k".repeat(1_000_000)}":1}}}`).length).toBeLessThan(200);
  });

  it("whatever they hold, are read or refused with a place", () => {
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.json().map((json) => `{"Job":${json}}`),
    );
    fc.assert(
      fc.property(text, (each) => {
        const { problem } = read(each);
        if (problem !== undefined) expect(problem.offset).toBeLessThanOrEqual(each.length + 1);
      }),
    );
  });
});

describe("the normalised form", () => {
  const known = fc.record(
    {
      Job: fc.record(
        {
          ID: fc.string(),
          Priority: fc.integer(),
          Meta: fc.dictionary(fc.string(), fc.string()),
          TaskGroups: fc.array(
            fc.record({
              Name: fc.string(),
              Tasks: fc.array(fc.record({ Config: fc.dictionary(fc.string(), fc.jsonValue()) })),
            }),
          ),
        },
        { requiredKeys: [] },
      ),
      PolicyOverride: fc.boolean(),
    },
    { requiredKeys: [] },
  );

  it("is read to itself", () => {
    fc.assert(
      fc.property(known, (document) => {
        const once = normalised(JSON.stringify(document));
        expect(normalised(once)).toBe(once);
        expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 30 },
    );
  });

  it("is the same in whatever case the keys are written", () => {
    const spelled = fc.array(fc.constantFrom("lower", "upper", "long s"), {
      minLength: 3,
      maxLength: 3,
    });
    const spell = (key: string, how: string | undefined) => {
      if (how === "lower") return key.toLowerCase();
      return how === "upper" ? key.toUpperCase() : key.replace(/s/gi, "\u017f");
    };
    fc.assert(
      fc.property(spelled, fc.integer({ min: 0, max: 9 }), ([a, b, c], count) => {
        const text = `{"${spell("Job", a)}":{"${spell("TaskGroups", b)}":[{"${spell("Tasks", c)}":[],"Count":${count}}]}}`;
        expect(normalised(text)).toBe(`{"Job":{"TaskGroups":[{"Tasks":[],"Count":${count}}]}}`);
      }),
    );
  });
});
