import {groupBy} from "../analysis/statistics/groupBy.ts";
import {withoutSmallRests} from "./smallRests.ts";
import {ask} from "./warehouse.ts";

export interface ViewRow {
  view: number;
  design: string;
  stage_no: number | null;
  target: string;
  leads: number;
  censored: number;
  too_few: number;
  is_own: boolean;
  /** Pairs of a pattern and a thing held equal that were looked at. */
  pairs: number;
}

interface BaseRow {
  view: number;
  slice: number;
  n: number;
  conversions: number;
  /** Design effect of the rate. */
  effect: number;
}

interface CellRow {
  view: number;
  slice: number;
  pattern: number;
  n: number;
  conversions: number;
  ratio: number | null;
  with_effect: number | null;
  without_effect: number | null;
  adjusted_from: number | null;
  adjusted_to: number | null;
  /** Of whole views: turns round, or vanishes, among leads that are alike in something. */
  turns: boolean | null;
  vanishes: boolean | null;
}

interface PublicViews {
  views: ViewRow[];
  slices: {slice: number; field: string; value: string | null}[];
  bases: BaseRow[];
  patterns: {pattern: number; field: string; body: string}[];
  sample: {leads: number; of: number};
  cells: CellRow[];
  /** Cells with enough support that are held back because a smaller group could be told from them. */
  heldBack: number;
}

/**
 * The views as anybody may see them: no group of fewer than `minCell` observations, and none that could be told by subtracting
 * stages from all stages, or segments and periods from the whole.
 */
export const publicViews = (minCell: number): Promise<PublicViews> =>
  ask(async (engine) => {
    const views = await engine.rows<ViewRow>("view_list", "select * from results.view_list order by view");
    const bases = await engine.rows<BaseRow>("view_bases", "select * from results.view_bases order by view, slice");
    const cells = await engine.rows<CellRow>(
      "view_cells",
      "select * from results.view_cells order by view, slice, pattern",
    );
    const slices = await engine.rows<PublicViews["slices"][number]>(
      "view_slices",
      "select * from results.view_slices order by slice",
    );
    const patterns = await engine.rows<PublicViews["patterns"][number]>(
      "view_patterns",
      "select * from results.view_patterns order by pattern",
    );
    const [sample] = await engine.rows<PublicViews["sample"]>(
      "view_sample",
      "select leads, leads_of as of from results.view_sample",
    );
    const fieldOf = new Map(slices.map(({slice, field}) => [slice, field]));
    const kept = new Set(views.filter(({leads}) => leads >= minCell).map(({view}) => view));
    const shown = <T extends {view: number; slice: number; n: number; pattern?: number}>(rows: readonly T[]) =>
      hidden(
        rows.filter(({view, n}) => kept.has(view) && n >= minCell),
        {views, fieldOf, minCell},
      );
    const shownBases = shown(bases);
    const wholes = new Set(shownBases.filter(({slice}) => slice === 0).map(({view}) => view));
    const shownCells = shown(cells).filter(({view}) => wholes.has(view));
    return {
      views: views.filter(({view}) => wholes.has(view)),
      slices,
      bases: shownBases.filter(({view}) => wholes.has(view)),
      patterns,
      sample,
      cells: shownCells,
      heldBack: cells.length - shownCells.length,
    };
  });

/** Rows without those from which a small group could be told: first over stages, then over the parts of each field. */
function hidden<T extends {view: number; slice: number; n: number; pattern?: number}>(
  rows: readonly T[],
  {views, fieldOf, minCell}: {views: readonly ViewRow[]; fieldOf: ReadonlyMap<number, string>; minCell: number},
): T[] {
  const about = new Map(views.map((view) => [view.view, view]));
  const stageOf = ({view}: T) => about.get(view)?.stage_no ?? null;
  const overStages = lines(
    rows,
    (row) => {
      const {design, target} = about.get(row.view) as ViewRow;
      return [design, target, row.slice, row.pattern].join("/");
    },
    (row) => stageOf(row) === null,
    minCell,
  );
  const fields = [...new Set(fieldOf.values())];
  return fields.reduce(
    (left, field) =>
      lines(
        left,
        (row) => [row.view, row.pattern].join("/"),
        ({slice}) => slice === 0,
        minCell,
        ({slice}) => slice === 0 || fieldOf.get(slice) === field,
      ),
    overStages,
  );
}

/** Rows in lines of a whole and its parts; lines without a whole, and rows that are in none, are left as they are. */
function lines<T extends {n: number}>(
  rows: readonly T[],
  line: (row: T) => string,
  isWhole: (row: T) => boolean,
  minCell: number,
  isIn: (row: T) => boolean = () => true,
): T[] {
  const dropped = new Set<T>();
  for (const some of groupBy(rows.filter(isIn), line).values()) {
    const whole = some.find(isWhole);
    const parts = some.filter((row) => row !== whole);
    if (!whole || parts.length === 0) continue;
    const kept = new Set(withoutSmallRests(whole.n, parts, minCell));
    for (const part of parts) if (!kept.has(part)) dropped.add(part);
  }
  return rows.filter((row) => !dropped.has(row));
}
