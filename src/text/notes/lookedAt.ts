import {count} from "../../analysis/figures.ts";
import type {LookedAtNote} from "../../analysis/notes/lookedAt.ts";
import {say} from "../language.ts";
import {flow} from "./flow.ts";
import type {Told} from "./told.ts";

/** What is said where there is too much to look at all of it. */
export const lookedAtWords: Told<LookedAtNote> = {
  "columns not read": ({file, columns, read, named}) => {
    const [name = "…"] = named;
    return say({
      en: `${file}: ${count(columns)} columns: the first ${count(read)} and those that the source names are read; name others with ${flow("attributes", [name])} on the source`,
      ja: `${file}：列は${count(columns)}個。先頭の${count(read)}個と、sourceで名前を挙げた列だけを読み取り。ほかの列はsourceの${flow("attributes", [name])}で指定`,
    });
  },
  "not looked at": ({what, of, most, named}) => {
    const [name = "…"] = named;
    const others = named.length > 1 ? named.join(", ") : "";
    return say({
      en: `${count(of)} ${things(what)}: the ${count(most)} ${commonest(what)} are looked at${others && `, not ${others}${of - most > named.length ? " …" : ""}`}; name others with ${flow("candidates", {also: [name]})}`,
      ja: `${things(what)}は${count(of)}種類。${commonest(what)}${count(most)}種類を調べる${others && `（${others}${of - most > named.length ? "などは" : "は"}調べない）`}。ほかを調べるには${flow("candidates", {also: [name]})}`,
    });
  },
  "stages in groups": ({of, most, named}) =>
    say({
      en: `${count(of)} stages: held equal in ${count(most)} groups of neighbours; the ${count(named.length)} that most leads entered have steps of their own: ${named.join(", ")}`,
      ja: `フェーズは${count(of)}個。条件をそろえる比較では隣り合う${count(most)}組にまとめる。フェーズごとの要因は、入ったリードの多い${count(named.length)}個だけ：${named.join("、")}`,
    }),
  "fewer in steps": ({parts}) =>
    say({
      en: `single steps, groups of leads, the profile and what actions lose with age look at fewer: ${parts.map(({what, of, most}) => `the ${count(most)} ${commonest(what)} of ${count(of)} ${things(what)}`).join(", ")}`,
      ja: `フェーズごと・グループごとの比較、プロフィール、行動の古さの影響で調べるもの：${parts.map(({what, of, most}) => `${things(what)}${count(of)}種類のうち${commonest(what)}${count(most)}種類`).join("、")}`,
    }),
  "groups by few attributes": ({of, named}) =>
    say({
      en: `${count(of)} attributes of 2 to 12 values: leads are parted into groups by the ${count(named.length)} with a value for most leads: ${named.join(", ")}; name others with ${flow("candidates", {also: ["…"]})}`,
      ja: `値が2〜12種類の属性は${count(of)}個。グループ分けに使うのは、値のあるリードが多い${count(named.length)}個：${named.join("、")}。ほかを使うには${flow("candidates", {also: ["…"]})}`,
    }),
};

type What = "columns" | "values" | "actions" | "topics";

const things = (what: What): string =>
  say({
    en: {columns: "attributes", values: "values of attributes", actions: "actions", topics: "topics of actions"},
    ja: {columns: "属性", values: "属性の値", actions: "行動", topics: "行動の対象"},
  })[what];

/** By what the ones looked at are chosen. */
const commonest = (what: What): string =>
  what === "columns"
    ? say({en: "best filled", ja: "値のあるリードの多い"})
    : say({en: "commonest", ja: "リードの多い"});
