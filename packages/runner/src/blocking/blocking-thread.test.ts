import { describe, expect, it } from "vitest";
import { BlockingError, BlockingThread } from "./blocking-thread.js";

const request = { method: "GET", url: "http://127.0.0.1:1/" };
const exchange = (hosts: string[]) => ({
  grant: { hosts, remedy: "add {host}" },
  request,
  timeout: 1000,
  verifyCertificate: true,
});

describe("BlockingThread", () => {
  it("returns to its caller with what went wrong", () => {
    const thread = new BlockingThread();
    const failure = (hosts: string[]) => {
      try {
        thread.call("exchange-http", exchange(hosts), 1000);
        return undefined;
      } catch (error) {
        return error;
      }
    };
    expect(failure(["127.0.0.1"])).toMatchObject({
      reason: "network",
      message: expect.stringContaining("nothing listens there"),
    });
    expect(failure([])).toMatchObject({
      reason: "not-allowed",
      message: expect.stringContaining("add 127.0.0.1"),
    });
    expect(failure(["not a rule"])).toBeInstanceOf(BlockingError);
    thread.close();
  });

  it("waits", () => {
    const started = performance.now();
    new BlockingThread().wait(50);
    expect(performance.now() - started).toBeGreaterThanOrEqual(45);
  });
});
