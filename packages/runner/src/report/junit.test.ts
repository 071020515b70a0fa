import { expect, it } from "vitest";
import { renderJUnit } from "./junit.js";

it("writes what XML cannot hold in another way", () => {
  const message = `<a b="c">&\u0000\ud800\n`;
  const problem = { kind: "failure", message, details: "]]>\u001b[1m" } as const;
  const cases = [{ name: "é", file: "f", seconds: 0.5, problem, output: "" }];
  expect(
    renderJUnit([
      { name: "s", cases },
      { name: "none", cases: [] },
    ]),
  ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="portcullis" tests="1" failures="1" errors="0" time="0.500000">
  <testsuite name="s" tests="1" failures="1" errors="0" time="0.500000">
    <testcase name="é" classname="s" file="f" time="0.500000">
      <failure message="&lt;a b=&quot;c&quot;&gt;&amp;\\x00\\ud800&#10;">]]&gt;\\x1b[1m</failure>
    </testcase>
  </testsuite>
  <testsuite name="none" tests="0" failures="0" errors="0" time="0.000000"/>
</testsuites>
`);
});
