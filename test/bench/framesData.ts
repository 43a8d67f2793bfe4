import {Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {suggestPoints} from "../../src/analysis/points/search.ts";
import {type Rule, ruleFamily, ruleId, ruleText} from "../../src/analysis/rules/rules.ts";
import {wilson} from "../../src/analysis/statistics/intervals.ts";
import type {CalibrateData} from "../../src/pages/workbench.ts";
import {generate} from "../analysis/cubes.ts";

export interface FramesData {
  data: CalibrateData;
  /** The cube in Arrow's stream format. */
  cells: Uint8Array;
}

/** Page data of Calibrate for a generated cube, every row a cell of its own: ladders of actions, values of attributes, silences. */
export function framesData({rows, rules: d}: {rows: number; rules: number}): FramesData {
  const {cube} = generate({rows, rules: d, seed: 1});
  const rules = Array.from({length: d}, (_, j) => ruleAt(j));
  const {points} = suggestPoints(cube, {atMost: 8, min: -10, max: 10, budget: {width: 2, restarts: 0}});
  const masks = [new Uint32Array(rows), new Uint32Array(rows)];
  cube.holds.forEach((held, j) => {
    for (const r of held) masks[j >> 5][r] |= 2 ** (j % 32);
  });
  const table = new Table({
    mask_low: vectorFromArray(masks[0]),
    mask_high: vectorFromArray(masks[1]),
    fold: vectorFromArray(cube.fold),
    n: vectorFromArray(Uint32Array.from(cube.n)),
    conversions: vectorFromArray(Uint32Array.from(cube.conversions)),
  });
  const converted = (held: Uint32Array) => held.reduce((sum, r) => sum + cube.conversions[r], 0);
  const limits = {atMost: 8, min: -10, max: 10, step: 1, total: {}, ladders: "monotone" as const, limits: []};
  const card = rules
    .map((rule, j) => ({
      rule,
      text: ruleText(rule),
      family: ruleFamily(rule),
      points: points[j],
      interval: null,
      kept: null,
    }))
    .filter((rule) => rule.points !== 0);
  const data = {
    run: {id: "frames", settings: {points: limits, minCell: 5}},
    suggestion: {card: {rules: card}, current: null, verdicts: [], oftenInstead: [], interchangeable: [], limits: []},
    base: wilson(converted(Uint32Array.from(cube.n.keys())), rows),
    rules: rules.map((rule, j) => ({
      position: j,
      id: rule.id,
      rule,
      text: ruleText(rule),
      family: ruleFamily(rule),
      current: j % 5 === 0 ? 3 : null,
      excluded: null,
      with: wilson(converted(cube.holds[j]), cube.holds[j].length),
    })),
    rulesInAll: d,
    isPublished: false,
  } as unknown as CalibrateData;
  return {data, cells: tableToIPC(table, "stream")};
}

function ruleAt(j: number): Rule {
  const name = `action ${Math.floor(j / 3) + 1}`;
  const whens: Rule["when"][] = [
    {activity: name, at_least: 1 + (j % 3), within_days: 30},
    {activity: name, at_least: 1},
    {attribute: "industry", is: [`industry ${j}`]},
  ];
  const rule = {when: whens[j % 3]};
  return {id: ruleId(rule), ...rule};
}
