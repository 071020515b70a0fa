import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderXml } from "./xml.js";

/** What a document of one element must be: no character that XML 1.0 lacks, no markup in its texts. */
const oneElement =
  /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<a b="(?:[^&<>"\p{Cc}\p{Surrogate}\uFFFE\uFFFF]|&(?:amp|lt|gt|quot|#9|#10);)*">(?:[\t\n]|[^&<>\p{Cc}\p{Surrogate}\uFFFE\uFFFF]|&(?:amp|lt|gt);)*<\/a>\n$/u;

describe("XML", () => {
  it("nests elements, and keeps texts as they are", () => {
    const inner = { name: "out", children: ["line 1\n  line 2"] };
    expect(
      renderXml({
        name: "suite",
        attributes: { tests: 1, time: undefined },
        children: [{ name: "case", attributes: { name: "a" }, children: [inner] }, { name: "end" }],
      }),
    ).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<suite tests="1">
  <case name="a">
    <out>line 1
  line 2</out>
  </case>
  <end/>
</suite>
`);
  });

  it.each([
    ["<![CDATA[x]]>", "&lt;![CDATA[x]]&gt;"],
    ["&amp;", "&amp;amp;"],
    ["\x1b[31mred\x07", "\\x1b[31mred\\x07"],
    ["a\r\nb\rc", "a\nb\\x0dc"],
    ["\ud800 \uffff", "\\ud800 \\uffff"],
    ["😀", "😀"],
  ])("writes %j as %j", (text, expected) => {
    expect(renderXml({ name: "a", children: [text] })).toContain(`<a>${expected}</a>`);
  });

  it("keeps line ends and quotes of attributes", () => {
    const xml = renderXml({ name: "a", attributes: { b: 'x"\n\t<' } });
    expect(xml).toContain('<a b="x&quot;&#10;&#9;&lt;"/>');
  });

  it("is well formed, whatever it holds", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(text, text, (attribute, child) => {
        expect(renderXml({ name: "a", attributes: { b: attribute }, children: [child] })).toMatch(
          oneElement,
        );
      }),
    );
  });
});
