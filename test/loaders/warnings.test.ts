import {describe, expect, it} from "vitest";
import {readProject} from "../../loaders/project/project.ts";
import {warningsOf} from "../../loaders/project/warnings.ts";
import {loadFiles} from "./loading.ts";

const leads = Array.from(
  {length: 30},
  (_, i) => `${i},p${i}@shop${i}.example,03-1234-56${10 + i},ref ${i},n${i}@a.example`,
);

async function warnings(more: string): Promise<string[]> {
  const {engine, dir} = await loadFiles({
    "project.yaml": `title: x\nsources:\n  leads: {files: leads.csv}\n  activities: {files: acts.csv}\n${more}`,
    "leads.csv": `lead_id,E-mail,tel,note,own\n${leads.join("\n")}\n`,
    "acts.csv": "lead_id,occurred_at,activity,topic\n1,2025-01-01,page_view,pricing\n1,2025-01-02,call,\n",
  });
  const told = await warningsOf(engine, readProject(dir));
  return told.map((line) => line.replace(`${dir}/`, ""));
}

describe("warningsOf(engine, project)", () => {
  it("tells rules on actions and topics that no lead has, with line and nearest name", async () => {
    const told = await warnings(`attributes: {E-mail: {personal: true}, tel: {personal: true}, own: {personal: true}}
rules:
  - {when: {activity: pageview}, points: 1}
  - {when: {activity: page_view, topic: pricng}, points: 1}
  - {when: {activity: page_view, topic: pricing}, points: 1}
  - {when: {activity: any, none_for_days: 9}, points: -1}
actions: {fax: {trusted: yes it is}}
`);
    expect(told).toEqual([
      "warning: project.yaml:7: rules[0].when.activity: no lead has: pageview; did you mean page_view?",
      "warning: project.yaml:8: rules[1].when.topic: no lead has: pricng; did you mean pricing?",
      "warning: project.yaml:11: actions.fax: no lead has: fax; the data have call, page_view",
    ]);
  });

  it("tells attributes that look like contacts and are not marked personal, with the line to paste", async () => {
    const told = await warnings("attributes:\n  own: {personal: true}\n");
    const unmarked = "(30 of 30 values looked at) and is not marked personal; if it is,";
    expect(told).toEqual([
      `warning: project.yaml:5: attributes: E-mail looks like mail addresses ${unmarked} add to them: E-mail: {personal: true}`,
      `warning: project.yaml:5: attributes: tel looks like telephone numbers ${unmarked} add to them: tel: {personal: true}`,
    ]);
    expect((await warnings(""))[0]).toContain(`${unmarked} write attributes: {E-mail: {personal: true}}`);
  });
});
