import {count} from "../analysis/figures.ts";
import type {Ends, MovedBack, Skip} from "../analysis/funnel/paths.ts";
import {shareText} from "../text/format.ts";
import {say} from "../text/language.ts";
import type {Chart} from "./chart.ts";
import {pairs} from "./pairs.ts";

type Named = ReadonlyMap<string, string>;
const nameIn = (names: Named, stage: string): string => names.get(stage) ?? stage;
const rateOf = ({winRate}: Ends) => (winRate.n > 0 ? winRate : null);
function won({winRate}: Ends): string {
  const [share, n] = [shareText(winRate), count(winRate.n)];
  return winRate.n > 0
    ? say({en: `${share} of ${n}`, ja: `${n}件中${share}`})
    : say({en: "none decided", ja: "決着なし"});
}

const words = () => ({
  axis: say({en: "won, of those decided", ja: "受注の割合（決着したもののうち）"}),
  won: say({en: "won of decided (95 %)", ja: "受注の割合（95%）"}),
});

/** Won of those decided, among leads recorded beyond a stage: those who entered it beside those who skipped it. */
export function skippedStages(skips: readonly Skip[], names: Named): Chart {
  const said = skips.map(({stage, skipped, entered}) => {
    const name = nameIn(names, stage);
    return say({
      en: `${name} went through ${won(entered)}, skipped ${won(skipped)}`,
      ja: `${name}は通過が${won(entered)}、スキップが${won(skipped)}`,
    });
  });
  return {
    ...pairs(
      skips.map(({stage, skipped, entered}) => ({
        name: say({
          en: `${nameIn(names, stage)}: skipped by ${count(skipped.n)}`,
          ja: `${nameIn(names, stage)}：スキップ${count(skipped.n)}件`,
        }),
        first: rateOf(entered),
        second: rateOf(skipped),
      })),
      {
        kinds: [say({en: "went through it", ja: "通過"}), say({en: "skipped it", ja: "スキップ"})],
        axis: words().axis,
      },
    ),
    description: say({
      en: `Won of decided by whether a stage was skipped: ${said.join("; ")}.`,
      ja: `フェーズのスキップの有無による、決着したリードの受注の割合：${said.join("；")}。`,
    }),
    table: {
      columns: [
        say({en: "stage", ja: "フェーズ"}),
        say({en: "skipped it", ja: "スキップ"}),
        words().won,
        say({en: "went through it and beyond", ja: "通過して先へ"}),
        words().won,
      ],
      rows: skips.map(({stage, skipped, entered}) => [
        nameIn(names, stage),
        count(skipped.n),
        won(skipped),
        count(entered.n),
        won(entered),
      ]),
    },
  };
}

/** Won of those decided, among leads that entered a stage: those who never moved back from it beside those who did. */
export function movesBack(moves: readonly MovedBack[], names: Named): Chart {
  const said = moves.map(({from, ends, never}) => {
    const name = nameIn(names, from);
    return say({
      en: `${name} never ${won(never)}, moved back ${won(ends)}`,
      ja: `${name}は後戻りなしが${won(never)}、後戻りありが${won(ends)}`,
    });
  });
  return {
    ...pairs(
      moves.map(({from, ends, never}) => ({
        name: say({
          en: `${nameIn(names, from)}: ${count(ends.n)} moved back`,
          ja: `${nameIn(names, from)}：後戻り${count(ends.n)}件`,
        }),
        first: rateOf(never),
        second: rateOf(ends),
      })),
      {
        kinds: [say({en: "never moved back", ja: "後戻りなし"}), say({en: "moved back", ja: "後戻りあり"})],
        axis: words().axis,
      },
    ),
    description: say({
      en: `Won of decided by whether leads moved back: ${said.join("; ")}.`,
      ja: `後戻りの有無による、決着したリードの受注の割合：${said.join("；")}。`,
    }),
    table: {
      columns: [
        say({en: "from", ja: "戻る前"}),
        say({en: "to", ja: "戻った先"}),
        say({en: "leads", ja: "リード"}),
        words().won,
      ],
      rows: moves.flatMap(({from, to, ends, never}) => [
        ...to.map(({stage, ends}) => [nameIn(names, from), nameIn(names, stage), count(ends.n), won(ends)]),
        [nameIn(names, from), say({en: "anywhere back", ja: "後戻りあり（全体）"}), count(ends.n), won(ends)],
        [nameIn(names, from), say({en: "never back", ja: "後戻りなし"}), count(never.n), won(never)],
      ]),
    },
  };
}
