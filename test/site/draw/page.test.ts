import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {giveDocument} from "../../../loaders/site/draw/browserNames.ts";
import {type DrawnPage, drawPage, type Told} from "../../../loaders/site/draw/page.ts";
import {tellCharts} from "../../../src/components/plot.ts";

const hostile = [
  "<img src=x onerror=alert(1)>",
  "$" + "{alert(1)}",
  "</script><script>alert(1)</script>",
  "$& $1 <!--:0a1e75ba:-->",
];

/** A page as Framework builds it: data, a chart, a table, a control, and what follows the control. */
const built = `<!DOCTYPE html><html><head>
<script type="module">
import {define} from "./_observablehq/client.1.js";
import {registerFile} from "./_observablehq/stdlib.1.js";

registerFile("./data/a.json", {"path":"./_file/data/a.json"});

define({id: "00000001", inputs: ["FileAttachment"], outputs: ["h","names"], body: async (FileAttachment) => {
const h = await import("./_import/client/own.1.js");
const names = await FileAttachment("./data/a.json").json();
return {h,names};
}});

define({id: "00000002", mode: "inline", inputs: ["h","names","display"], body: async (h,names,display) => {
display(await(
h.table(names.map((name) => ({name})), "Names")
))
}});

define({id: "00000003", mode: "inline", inputs: ["names","display"], body: async (names,display) => {
display(await(
names.join(", ")
))
}});

define({id: "00000004", mode: "inline", inputs: ["h","names","display"], body: async (h,names,display) => {
display(await(
h.rateBars(names.map((names, i) => ({names, n: 100, won: 10 * i})), {title: "Rates", group: "names", n: "n", converted: "won"})
))
}});

define({id: "00000005", outputs: ["lamp"], body: () => {
const lamp = {switch: Object.assign(document.createElement("input"), {type: "checkbox", checked: true}), light: document.createElement("i")};
return {lamp};
}});

define({id: "00000006", mode: "inline", inputs: ["lamp","display"], body: async (lamp,display) => {
display(await(
lamp.switch
))
}});

define({id: "00000007", mode: "inline", inputs: ["lamp","display"], body: async (lamp,display) => {
display(await(
lamp.light
))
}});

define({id: "00000008", mode: "inline", inputs: ["width","display"], body: async (width,display) => {
display(await(
width
))
}});

</script>
</head><body><main>
<div class="observablehq observablehq--block"><!--:00000001:--></div>
${[2, 3, 4, 6, 7, 8].map((n) => `<p>${n === 3 ? "All: " : ""}<observablehq-loading></observablehq-loading><!--:0000000${n}:--></p>`).join("\n")}
<div class="observablehq observablehq--block"><!--:00000005:--></div>
</main></body></html>`;

describe("drawPage(html, site, told)", () => {
  const site = mkdtempSync(join(tmpdir(), "hakari-draw-"));
  const told: Told[] = [];
  const draw = async () => {
    told.length = 0;
    return (await drawPage(built, site, told)) as DrawnPage;
  };
  let page: DrawnPage;
  beforeAll(async () => {
    mkdirSync(join(site, "_file/data"), {recursive: true});
    writeFileSync(join(site, "_file/data/a.json"), JSON.stringify(hostile));
    giveDocument();
    tellCharts((element, chart, options) => void told.push({element, chart, options}));
    page = await draw();
  });
  afterAll(() => rmSync(site, {recursive: true}));

  it("puts charts into the page as SVG for both widths, and tables as rows", () => {
    expect(page.html.match(/<svg class="(wide|narrow)"/g)).toEqual(['<svg class="wide"', '<svg class="narrow"']);
    expect(page.html.match(/<th scope="row">/g)?.length).toBe(2 * hostile.length);
    expect(page.html).toMatch(/<div class="plot" role="img" aria-label="won by names: /);
  });

  it("keeps hostile data text, in rows, pictures and sentences", () => {
    document.body.innerHTML = page.html.replace(/<script[\s\S]*?<\/script>/, "");
    expect([...document.querySelectorAll(".table:first-child th[scope=row]")].map((th) => th.textContent)).toEqual(
      hostile,
    );
    expect(document.body.textContent).toContain(`All: ${hostile.join(", ")}`);
    expect(document.querySelectorAll("img, main script, [onerror]").length).toBe(0);
    expect(document.querySelector("svg")?.textContent).toContain(hostile[1]);
    document.body.innerHTML = "";
  });

  it("leaves to the browser only cells with controls, what follows them, and what asks for a browser", () => {
    expect(page.live.map(({id}) => Number(id))).toEqual([5, 6, 7, 8]);
    expect(page.html).toContain(
      '<observablehq-loading><input type="checkbox" autocomplete="off" checked=""></observablehq-loading>',
    );
    expect(page.html).not.toMatch(/<!--:0000000[1234]:-->/);
    expect(page.faults).toEqual(["cell 00000008: width is not known before the page is open"]);
  });

  it("gives the same bytes again", async () => {
    expect((await draw()).html).toBe(page.html);
  });
});
