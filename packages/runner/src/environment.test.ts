import { type ImportSource, isFunction, Receiver, type Value } from "@portcullis/language";
import { describe, expect, it } from "vitest";
import { createHost, type Environment, emptyEnvironment, settingsProblem } from "./environment.js";

function read(environment: Partial<Environment>, path: string, key: string): Value | undefined {
  const host = createHost({ ...emptyEnvironment, ...environment }, new Map());
  const source = host.findImport(path);
  return source?.kind === "namespace" ? source.namespace.get(key) : undefined;
}

function settings(name: string, key: string, value: Value) {
  return { name, config: new Map([[key, value]]), place: "sentinel.hcl:1:1" };
}

describe("the standard imports of an evaluation", () => {
  it("are there, unless they are denied", () => {
    expect(isFunction(read({}, "strings", "split") ?? null)).toBe(true);
    expect(read({ deniedImports: new Set(["strings"]) }, "strings", "split")).toBeUndefined();
    expect(isFunction(read({ deniedImports: new Set(["strings"]) }, "json", "valid") ?? null)).toBe(
      true,
    );
  });

  it("may be replaced, also where they are denied", () => {
    const mock: ImportSource = { kind: "static", value: { hour: 9 } };
    const host = createHost(
      {
        ...emptyEnvironment,
        imports: new Map([["time", mock]]),
        deniedImports: new Set(["time"]),
      },
      new Map(),
    );
    expect(host.findImport("time")).toBe(mock);
  });

  it("are told the time once an evaluation", () => {
    let ticks = 0n;
    const clock = () => ++ticks * 1_000_000_000n;
    const host = createHost({ ...emptyEnvironment, clock }, new Map());
    expect(host.findImport("time")).toBe(host.findImport("time"));
    expect(ticks).toBe(1n);
    createHost({ ...emptyEnvironment, clock }, new Map());
    expect(ticks).toBe(2n);
  });

  it("take their configuration", () => {
    const importSettings = new Map([["time", settings("time", "fixed_time", 42)]]);
    const now = read({ importSettings }, "time", "now");
    expect(now instanceof Receiver && now.get("unix")).toBe(42);
  });

  it("say what is wrong with a configuration before anything runs", () => {
    expect(settingsProblem(settings("time", "timezone", "UTC"))).toBeUndefined();
    expect(settingsProblem(settings("time", "zone", "UTC"))).toMatch(/no setting "zone"/);
    expect(settingsProblem(settings("strings", "a", 1))).toBe(
      'import "strings" takes no configuration, but "a" is given; remove it',
    );
  });
});
