import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { golden } from "@portcullis/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { play, type Stage } from "./in-process.js";
import { portcullis } from "./program.js";

const goldens = new URL("../testdata/apply/", import.meta.url);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portcullis-apply-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const apply = (args: readonly string[], stage: Stage = {}) => play(["apply", ...args], stage);

describe("parameters of apply", () => {
  const show = 'import "types"\nparam p\nprint(types.type_of(p), p)\nmain = true\n';
  const shown = async (args: readonly string[], stage: Stage = {}) => {
    const policy = write("show.sentinel", show);
    const { stdout } = await apply(["-json", ...args, policy], stage);
    return JSON.parse(stdout).policies[0].trace.print;
  };

  it.each([
    ["sunday", "string sunday\n"],
    ["3", "float 3.000000\n"],
    ["-1.5e2", "float -150.000000\n"],
    ["true", "string true\n"],
    ["null", "string null\n"],
    ['["a",1]', 'list ["a" 1]\n'],
    ['{"a":[true]}', 'map {"a": [true]}\n'],
    ['"3"', "string 3\n"],
    ['"', 'string "\n'],
    ["[1", "string [1\n"],
    ["", "string \n"],
    ["a=b", "string a=b\n"],
  ])("%s is what the documents say, wherever it comes from", async (text, printed) => {
    expect(await shown([`-param=p=${text}`])).toBe(printed);
    expect(await shown([], { env: { SENTINEL_PARAM_P: text } })).toBe(printed);
    if (text !== "") expect(await shown([], { answers: [text] })).toBe(printed);
  });

  it("come from flags before the environment before the configuration", async () => {
    const config = ["-config", write("precedence.hcl", 'param "p" {\n  value = "configured"\n}\n')];
    const env = { SENTINEL_PARAM_p: "exact", SENTINEL_PARAM_P: "capitals" };
    expect(await shown(config)).toBe("string configured\n");
    expect(await shown(config, { env: { SENTINEL_PARAM_P: "capitals" } })).toBe(
      "string capitals\n",
    );
    expect(await shown(config, { env })).toBe("string exact\n");
    expect(await shown([...config, "-param=p=flag"], { env })).toBe("string flag\n");
  });

  it("are asked for in the words of the documents", async () => {
    const policy = write(
      "main.sentinel",
      `param day
# The hours when somebody is there, from 0 to 23.
# Both are included.
param hours
param zone default "UTC"
main = day is "sunday" and hours is [9, 17] and zone is "UTC"
`,
    );
    const { code, asked, stdout } = await apply([policy], { answers: ["sunday", "[9, 17]"] });
    expect([code, stdout]).toEqual([0, "Pass - main.sentinel\n"]);
    expect(`${asked}\n`).toBe(golden(new URL("prompt.txt", goldens), `${asked}\n`));
  });

  it("are asked for again when nothing is typed", async () => {
    const policy = write("again.sentinel", "param p\nmain = p is 1\n");
    expect((await apply([policy], { answers: ["", "1"] })).code).toBe(0);
  });

  it("that are missing are an error where nobody can be asked", async () => {
    const policy = write("nobody.sentinel", "param p\nmain = true\n");
    const { code, stderr } = await apply([policy]);
    expect(code).toBe(3);
    expect(stderr).toContain("nobody.sentinel:1:7: requires value for parameter p\n");
  });
});

describe("apply of a set", () => {
  const good = "main = rule { true }\n";
  const bad = '# No changes.\n\nmain = rule { not print("some output") }\n';
  const set = (name: string, levels: readonly (readonly [string, string, string])[], more = "") => {
    const blocks = levels.map(([label, source, level]) => {
      write(`${name}/${source}`, source.startsWith("good") ? good : bad);
      return `policy "${label}" {\n  source = "./${source}"\n  enforcement_level = "${level}"\n}\n`;
    });
    return write(`${name}/sentinel.hcl`, blocks.join("") + more);
  };

  it("prints a line a policy when all pass", async () => {
    const config = set("all-pass", [
      ["one", "good.sentinel", "hard-mandatory"],
      ["two", "good-too.sentinel", "advisory"],
    ]);
    const { code, stdout, stderr } = await apply(["-config", config]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe("Pass - good.sentinel\nPass - good-too.sentinel\n");
  });

  it("stops at the first failure that is not advisory, and shows every trace", async () => {
    const config = set("stops", [
      ["one", "good.sentinel", "hard-mandatory"],
      ["two", "bad.sentinel", "soft-mandatory"],
      ["three", "good-too.sentinel", "advisory"],
    ]);
    const { code, stdout } = await apply(["-config", config]);
    expect(code).toBe(1);
    expect(stdout).toBe(golden(new URL("failed-set.txt", goldens), stdout));
  });

  const ran = async (config: string) => {
    const { code, stdout } = await apply(["-json", "-config", config]);
    const { policies, result } = JSON.parse(stdout);
    return { code, result, ran: policies.map(({ policy }: { policy: string }) => policy) };
  };

  it("goes on after an advisory failure, which does not count", async () => {
    const config = set("advisory", [
      ["one", "bad.sentinel", "advisory"],
      ["two", "good.sentinel", "hard-mandatory"],
    ]);
    expect(await ran(config)).toEqual({
      code: 0,
      result: true,
      ran: ["bad.sentinel", "good.sentinel"],
    });
  });

  it("goes on after any failure with the feature apply-all", async () => {
    const config = set(
      "apply-all",
      [
        ["one", "bad.sentinel", "hard-mandatory"],
        ["two", "good.sentinel", "hard-mandatory"],
      ],
      "sentinel {\n  features = {\n    apply-all = true\n  }\n}\n",
    );
    expect(await ran(config)).toEqual({
      code: 1,
      result: false,
      ran: ["bad.sentinel", "good.sentinel"],
    });
  });

  it("exits with 9 when a mandatory policy cannot be parsed", async () => {
    const config = set("unparsable", [["one", "good.sentinel", "hard-mandatory"]]);
    write("unparsable/good.sentinel", "main = \n");
    const { code, stdout, stderr } = await apply(["-config", config]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toContain("good.sentinel:2:1: unexpected end of file");
  });

  it("takes the configuration of the working directory", () => {
    set("working", [["one", "good.sentinel", "hard-mandatory"]]);
    const { code, stdout } = portcullis(["apply"], { cwd: join(folder, "working") });
    expect([code, stdout]).toEqual([0, "Pass - good.sentinel\n"]);
  });
});

describe("apply of a label", () => {
  const config = () => {
    write("labels/own.sentinel", "param p\nmain = p is 1\n");
    return write(
      "labels/sentinel.hcl",
      'policy "by-label" {\n  source = "./own.sentinel"\n  params = {\n    p = 1\n  }\n}\n',
    );
  };

  it("gives the policy its own parameters, which a path does not", async () => {
    expect((await apply(["-config", config(), "by-label"])).stdout).toBe("Pass - own.sentinel\n");
    expect((await apply(["-config", config(), join(folder, "labels/own.sentinel")])).code).toBe(3);
    expect((await apply(["-param=p=2", "-config", config(), "by-label"])).code).toBe(1);
  });

  it("says which there are", async () => {
    const { code, stderr } = await apply(["-config", config(), "by-lable"]);
    expect(code).toBe(9);
    expect(stderr).toBe(
      '"by-lable" is neither a file nor a policy of the configuration, which has "by-label"\n',
    );
  });
});

describe("JSON of apply", () => {
  it("has the layout of the documents", async () => {
    const policy = write(
      "weather.sentinel",
      'forecast = [{"weekday": "Sunday", "weather": "clouds"}]\n\nmain = rule { forecast }\n',
    );
    const { code, stdout } = await apply(["-json", policy]);
    expect(code).toBe(1);
    const json = JSON.parse(stdout);
    expect(json.duration).toBe(json.policies[0].duration);
    expect(Number.isInteger(json.duration) && json.duration > 0).toBe(true);
    const still = stdout.replace(/("duration": )\d+/g, "$10");
    expect(still).toBe(golden(new URL("json.txt", goldens), still));
    // The offset is that of the rule's name, in bytes.
    expect(readFileSync(policy, "utf8").indexOf("main")).toBe(
      json.policies[0].trace.rules.main.position.offset,
    );
  });

  it("is one value with -json-rule", async () => {
    const policy = write("rule.sentinel", 'a = rule { {"k": [1]} }\nmain = rule { a }\n');
    expect(await apply(["-json-rule=a", policy])).toMatchObject({
      code: 1,
      stdout: '{\n  "k": [\n    1\n  ]\n}\n',
    });
    expect(await apply(["-json-rule", "b", policy])).toMatchObject({
      code: 9,
      stdout: "",
      stderr: 'rule "b" not found in trace for policy rule.sentinel\n',
    });
    const config = write("rule/sentinel.hcl", 'policy "r" {\n  source = "../rule.sentinel"\n}\n');
    const whole = JSON.parse((await apply(["-json-rule=a", "-config", config])).stdout);
    expect(whole.policies).toHaveLength(1);
  });

  it("is alone on standard output, without colours, whatever goes wrong", async () => {
    const policy = write("wrong.sentinel", "main = nothing\n");
    const { stdout, stderr } = await apply(["-json", "-color", policy], { isColoured: true });
    expect(JSON.parse(stdout).error).toBe(
      "wrong.sentinel:1:8: unknown identifier accessed: nothing",
    );
    expect([stdout.includes("\x1b"), stderr]).toEqual([false, ""]);
  });
});

describe("what a policy prints", () => {
  const printed = "\x1b]0;title\x07 \x1b[32mgreen\x1b[0m \u202e";
  const policy = (): string =>
    write(
      "steering.sentinel",
      `print("\\x1b]0;title\\x07 \\x1b[32mgreen\\x1b[0m \\u202e")\nmain = false\n`,
    );

  it("goes to files and programs as it is", async () => {
    expect((await apply([policy()])).stdout).toContain(printed);
  });

  it("steers no terminal, but may colour it", async () => {
    const { stdout } = await apply([policy()], { isTerminal: true });
    expect(stdout).toContain("\\x1b]0;title\\x07 \x1b[32mgreen\x1b[0m \\u202e");
  });

  it("steers none by the line that an error shows either", async () => {
    const wrong = write("wrong.sentinel", "main = nothing # \x1b[2J\n");
    expect((await apply([wrong], { isTerminal: true })).stderr).toContain("# \\x1b[2J");
  });
});

describe("flags of apply", () => {
  it("ends what takes longer than -timeout", async () => {
    const loops = `${"for n as _ { ".repeat(12)}a = 1${" }".repeat(12)}`;
    const policy = write(
      "endless.sentinel",
      `n = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n${loops}\nmain = true\n`,
    );
    const started = performance.now();
    const { code, stderr } = await apply(["-timeout=200ms", policy]);
    expect(code).toBe(3);
    expect(stderr).toContain("the policy takes longer than 0.2 s");
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it.each(["5", "-1s", "soon"])("refuses -timeout=%s", async (text) => {
    const { code, stderr } = await apply([`-timeout=${text}`, "x.sentinel"]);
    expect(code).toBe(9);
    expect(stderr).toContain(
      `flag "-timeout" takes a duration such as "30s" or "1m30s", not "${text}"`,
    );
  });

  it.each([
    [["-color"], false, true],
    [[], true, true],
    [["-color=false"], true, false],
    [[], false, false],
  ])("%j on a terminal that is %s", async (args, isColoured, painted) => {
    const policy = write("colour.sentinel", "main = true\n");
    const { stdout } = await apply([...args, policy], { isColoured });
    expect(stdout).toBe(
      painted ? "\x1b[32mPass\x1b[0m - colour.sentinel\n" : "Pass - colour.sentinel\n",
    );
  });
});
