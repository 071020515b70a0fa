import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { portcullis, root } from "./program.js";

const ugly = "a=1\n";
const pretty = "a = 1\n";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "portcullis-fmt-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function write(path: string, text: string): string {
  const file = join(cwd, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const read = (path: string): string => readFileSync(join(cwd, path), "utf8");
const fmt = (args: string[], input = "") => portcullis(["fmt", ...args], { cwd, input });

describe("fmt", () => {
  it("rewrites files in place, says nothing, and keeps their mode", () => {
    chmodSync(write("a.sentinel", ugly), 0o640);
    write("b.policy", ugly);
    expect(fmt(["a.sentinel", "b.policy"])).toEqual({ code: 0, stdout: "", stderr: "" });
    expect([read("a.sentinel"), read("b.policy")]).toEqual([pretty, pretty]);
    expect(statSync(join(cwd, "a.sentinel")).mode & 0o777).toBe(0o640);
    expect(readdirSync(cwd)).toEqual(["a.sentinel", "b.policy"]);
  });

  it("leaves files alone that are formatted", () => {
    const file = write("a.sentinel", pretty);
    const { ino } = statSync(file);
    expect(fmt(["-write", "a.sentinel"]).code).toBe(0);
    expect(statSync(file).ino).toBe(ino);
  });

  it.each(["-check", "--write=false", "-color"])("changes nothing when %s comes late", (flag) => {
    write("a.sentinel", ugly);
    const { code, stdout, stderr } = fmt(["a.sentinel", flag]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toContain(`flag "${flag}" stands behind "a.sentinel"; write flags first`);
    expect(read("a.sentinel")).toBe(ugly);
    write("-check", ugly);
    expect(fmt(["--", "a.sentinel", "-check"]).code).toBe(0);
    expect([read("a.sentinel"), read("-check")]).toEqual([pretty, pretty]);
  });

  it("rewrites what a link leads to", () => {
    write("real.sentinel", ugly);
    symlinkSync("real.sentinel", join(cwd, "link.sentinel"));
    expect(fmt(["link.sentinel"]).code).toBe(0);
    expect(lstatSync(join(cwd, "link.sentinel")).isSymbolicLink()).toBe(true);
    expect(read("real.sentinel")).toBe(pretty);
  });

  it("finds the policies below a folder, but in no hidden one", () => {
    write("set/b.sentinel", ugly);
    write("set/a/c.sentinel", ugly);
    write("set/.git/d.sentinel", ugly);
    write("set/sentinel.hcl", "a=1\n");
    expect(fmt(["-check", "set"]).stdout).toBe("set/a/c.sentinel\nset/b.sentinel\n");
    expect(fmt(["set"]).code).toBe(0);
    expect(read("set/b.sentinel") + read("set/a/c.sentinel")).toBe(pretty + pretty);
    expect(read("set/.git/d.sentinel") + read("set/sentinel.hcl")).toBe(ugly + ugly);
  });

  it.each([["-check"], ["-check=true"], ["--check"], ["-write", "-check"]])(
    "lists what is not formatted with %s",
    (...args) => {
      write("a.sentinel", ugly);
      write("b.sentinel", pretty);
      expect(fmt([...args, "."])).toEqual({ code: 1, stdout: "a.sentinel\n", stderr: "" });
      expect(read("a.sentinel")).toBe(ugly);
      expect(fmt([...args, "b.sentinel"])).toEqual({ code: 0, stdout: "", stderr: "" });
    },
  );

  it("finds nothing to do in the examples of this repository", () => {
    expect(fmt(["-check", join(root, "examples")]).stdout).toBe("");
  });

  it("prints with -write=false, one file behind the other", () => {
    write("a.sentinel", ugly);
    write("b.sentinel", "b=2");
    expect(fmt(["-write=false", "a.sentinel", "b.sentinel"])).toEqual({
      code: 0,
      stdout: "a = 1\nb = 2\n",
      stderr: "",
    });
    expect(read("a.sentinel")).toBe(ugly);
  });

  it("formats standard input to standard output", () => {
    expect(fmt(["-"], ugly)).toEqual({ code: 0, stdout: pretty, stderr: "" });
    expect(fmt(["-write", "-"], ugly).stdout).toBe(pretty);
    expect(fmt(["-check", "-"], ugly)).toEqual({ code: 1, stdout: "<stdin>\n", stderr: "" });
    expect(fmt(["-"], "a = = 1\n").stderr).toContain('<stdin>:1:5: unexpected "="');
  });

  it("reports syntax errors, leaves their files alone and goes on", () => {
    write("a.sentinel", "a = = 1\n");
    write("b.sentinel", ugly);
    const { code, stdout, stderr } = fmt(["a.sentinel", "b.sentinel"]);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toBe(`a.sentinel:1:5: unexpected "=" in an expression
  1 | a = = 1
          ^
  hint: write "==" or "is" to compare
`);
    expect(read("a.sentinel") + read("b.sentinel")).toBe(`a = = 1\n${pretty}`);
    expect(fmt(["-check", "a.sentinel"]).code).toBe(9);
  });

  it.each([
    ["no path", [], /name files or folders to format/],
    ["a path that does not exist", ["nowhere"], /"nowhere" cannot be read: there is no such file/],
    ["what is no text", ["bytes.sentinel"], /"bytes.sentinel" is not text in UTF-8/],
    ["an unknown flag", ["-list", "."], /unknown flag "-list"/],
  ])("exits with 9 for %s", (_, args, message) => {
    writeFileSync(join(cwd, "bytes.sentinel"), Uint8Array.of(0xff, 0xfe));
    const { code, stdout, stderr } = fmt(args);
    expect([code, stdout]).toEqual([9, ""]);
    expect(stderr).toMatch(message);
  });
});
