import { describe, expect, it } from "vitest";
import { NotPermitted } from "../errors.js";
import { Access } from "./access.js";
import { type Actor, ANONYMOUS, SYSTEM } from "./actor.js";
import { subject, type Verb } from "./subject.js";

const plan = subject("plan", { id: "plan-1", organization: "acme" });
const other = subject("plan", { id: "plan-2", organization: "acme" });
const policy = subject("policy", { id: "plan-1", organization: "acme" });
const user = (isSiteAdmin: boolean): Actor => ({
  kind: "user",
  id: "user-1",
  name: "eve",
  isSiteAdmin,
  standings: new Map(),
});
const link: Actor = { kind: "link", verb: "upload", noun: "plan", id: "plan-1" };

describe("who may do what", () => {
  const cases: [string, Actor, Verb, typeof plan, boolean][] = [
    ["a site administrator everything", user(true), "delete", policy, true],
    ["the server itself everything", SYSTEM, "evaluate", policy, true],
    ["another user nothing", user(false), "read", plan, false],
    ["nobody nothing", ANONYMOUS, "read", plan, false],
    ["a link what it names", link, "upload", plan, true],
    ["a link no other verb", link, "read", plan, false],
    ["a link no other plan", link, "upload", other, false],
    ["a link nothing else of that id", link, "upload", policy, false],
  ];
  it.each(cases)("%s", (_, actor, verb, on, isPermitted) => {
    const access = new Access();
    expect(access.permits(actor, verb, on)).toBe(isPermitted);
    const require = () => access.require(actor, verb, on);
    if (isPermitted) expect(require).not.toThrow();
    else expect(require).toThrow(NotPermitted);
  });
});
