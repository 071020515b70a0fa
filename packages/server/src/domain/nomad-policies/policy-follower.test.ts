import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestServer } from "../../../test/harness/test-server.js";
import type { NomadPolicyDraft } from "./nomad-policy.js";
import { PolicyFollower } from "./policy-follower.js";
import { policyHash } from "./policy-hash.js";
import type { PolicyOrigin } from "./policy-origin.js";

/** Another region, whose list is what it is told to be and whose answers take the time that they are given. */
class FakeOrigin implements PolicyOrigin {
  readonly region = "us";
  index = 1;
  readonly policies = new Map<string, NomadPolicyDraft>();
  reads = 0;
  isAway = false;
  delay = 0;

  put(name: string, text: string): void {
    const stated = { description: "", scope: "submit-job", enforcementLevel: "advisory" };
    this.policies.set(name, { ...stated, name, text });
    this.index++;
  }

  delete(name: string): void {
    this.policies.delete(name);
    this.index++;
  }

  async list(beyond: number) {
    const { index } = this;
    const policies = [...this.policies.values()].map((policy) => ({
      name: policy.name,
      hash: Buffer.from(policyHash(policy)).toString("base64"),
    }));
    await this.answer(index === beyond ? 5 : this.delay);
    return { index, policies };
  }

  async read(name: string) {
    this.reads++;
    await this.answer(this.delay);
    return this.policies.get(name) ?? null;
  }

  private async answer(time: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, time));
    if (this.isAway) throw new Error("away");
  }
}

describe("a copy of another region's policies", () => {
  let server: TestServer;
  let origin: FakeOrigin;
  let followers: PolicyFollower[];
  let told: string[];
  beforeEach(async () => {
    server = await TestServer.start();
    origin = new FakeOrigin();
    followers = [];
    told = [];
  });
  afterEach(async () => {
    for (const follower of followers) await follower.close();
    await server.close();
  });

  function follow(of: PolicyOrigin = origin): PolicyFollower {
    const log = {
      lost: () => told.push("lost"),
      found: () => told.push("found"),
      refused: (name: string, reason: string) => told.push(`${name}: ${reason}`),
    };
    const follower = new PolicyFollower(server, of, log, 5);
    follower.start();
    followers.push(follower);
    return follower;
  }
  const copy = () =>
    server.store.read(async ({ nomadPolicies }) =>
      (await nomadPolicies.ofScope("submit-job")).map(({ name, text }) => `${name} ${text}`),
    );
  const original = () =>
    [...origin.policies.values()].map(({ name, text }) => `${name} ${text}`).sort();

  it("is the same in the end, however many processes make it and however slow they are", async () => {
    // Each sees the same region at a speed of its own, so that they overtake each other.
    const speeds = [0, 7, 19].map((delay) => {
      const slowly = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, delay));
      return {
        region: "us",
        list: async (beyond: number) => {
          const list = await origin.list(beyond);
          await slowly();
          return list;
        },
        read: async (name: string) => {
          await slowly();
          return origin.read(name);
        },
      };
    });
    for (const each of speeds) follow(each);
    for (let step = 0; step < 60; step++) {
      const name = `p${step % 4}`;
      if (step % 7 === 3) origin.delete(name);
      else origin.put(name, `main = ${step} is ${step}`);
      await new Promise((resolve) => setTimeout(resolve, step % 5));
    }
    await expect.poll(copy, { timeout: 10_000 }).toEqual(original());
    // And stays so when the slowest have caught up.
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await copy()).toEqual(original());
    expect(told).toEqual([]);
  });

  it("says once that the origin is lost, and once that it is there again", async () => {
    const follower = follow();
    expect(follower.contact()).toEqual({ age: 0, isReachable: false });
    await expect.poll(() => follower.contact().isReachable).toBe(true);
    origin.isAway = true;
    await expect.poll(() => told).toEqual(["lost"]);
    server.clock.advance(60_000);
    expect(follower.contact()).toEqual({ age: 60_000, isReachable: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    origin.put("a", "main = true");
    origin.isAway = false;
    await expect.poll(copy).toEqual(original());
    expect(told).toEqual(["lost", "found"]);
    expect(follower.contact()).toEqual({ age: 0, isReachable: true });
  });

  it("follows an origin that was made anew and counts from the beginning", async () => {
    for (const name of ["a", "b", "c"]) origin.put(name, "main = true");
    follow();
    await expect.poll(copy).toEqual(original());
    origin.policies.clear();
    origin.index = 1;
    origin.put("z", "main = false");
    await expect.poll(copy).toEqual(["z main = false"]);
  });

  it("reads only what has changed", async () => {
    for (let number = 0; number < 10; number++) origin.put(`p${number}`, "main = true");
    follow();
    await expect.poll(copy).toHaveLength(10);
    expect(origin.reads).toBe(10);
    origin.put("p3", "main = false");
    await expect.poll(copy).toEqual(original());
    expect(origin.reads).toBe(11);
  });

  it("leaves out what is no policy, and keeps the rest", async () => {
    origin.put("good", "main = true");
    origin.put("b_d", "main = true");
    follow();
    await expect.poll(copy).toEqual(["good main = true"]);
    expect(told).toEqual(["b_d: name must be 1 to 128 letters, digits or dashes"]);
  });

  it("ends at once", async () => {
    origin.isAway = true;
    const follower = new PolicyFollower(
      server,
      origin,
      { lost: () => {}, found: () => {}, refused: () => {} },
      60_000,
    );
    follower.start();
    await new Promise((resolve) => setTimeout(resolve, 30));
    const started = performance.now();
    await follower.close();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
