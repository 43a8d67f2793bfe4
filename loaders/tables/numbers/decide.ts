/** What the values of a column say of one mark, the comma or the dot; counts of rows. */
export interface MarkCounts {
  /** One mark and three digits behind it, `1,200`: thousands or decimals. */
  open: number;
  /** Those of them that end in 0. */
  openEndingInZero: number;
  /** Certainly between thousands: `1,234,567`, `1,200.50`. */
  thousands: number;
  /** Certainly before decimals, of which there are not three: `12,5`. */
  decimals: number;
  /** Certainly before three decimals: `0,125`, `1234,567`. */
  threeDecimals: number;
}

/** What all values of a column say; counts of rows. */
export interface NotationCounts {
  comma: MarkCounts;
  dot: MarkCounts;
  /** Whole numbers without a mark, of at most three digits and of more. */
  small: number;
  large: number;
  /** The file's format says that a dot stands before decimals: JSON, spreadsheets. */
  isDotDecimal: boolean;
}

export type Meaning = "thousands" | "decimals" | "unknown";

/** What the two marks mean where the values that have them could be read both ways. */
export interface Notation {
  comma: Meaning;
  dot: Meaning;
  /** A meaning follows from practice, not from the values: a comma and three digits in every value. */
  isByPractice: boolean;
}

/** Share of the values with a certain meaning from which on the few others count as slips. */
const nearlyAll = 0.95;

/**
 * What a mark means in values such as `1,200` and `1.200`, by all values of the column:
 *
 * | beside it | comma | dot |
 * |---|---|---|
 * | `1,234,567`, `1.200,50` (this mark, or the other, can mean one thing only) | as there | as there |
 * | both kinds, one of them in 95 % | as in these; comma: thousands where they are no fewer | as in these |
 * | decimals of other lengths (`31.9`), and some of three that end in 0 (`1.200`): no writer does both | unknown | unknown |
 * | nothing certain, whole numbers up to three digits, some `1.200` that end in 0 | thousands | thousands |
 * | nothing certain, else | thousands, by practice | unknown; JSON, spreadsheets: decimals |
 *
 * A writer of decimals writes always three or leaves noughts out: `1.200` beside `300` is neither.
 */
export function decideNotation(counts: NotationCounts): Notation {
  const comma = certain(counts.comma, counts.dot) ?? mostly(counts.comma, counts.dot, {preferThousands: true});
  const dot = certain(counts.dot, counts.comma) ?? mostly(counts.dot, counts.comma, {preferThousands: false});
  const isOpen = counts.comma.open > 0 && comma === undefined;
  return {
    comma: comma ?? (counts.dot.open > 0 && dot === undefined && !counts.isDotDecimal ? "unknown" : "thousands"),
    dot:
      dot ??
      (counts.isDotDecimal
        ? "decimals"
        : isOpen
          ? "unknown"
          : fitsPlainNumbers(counts.dot, counts)
            ? "thousands"
            : "unknown"),
    isByPractice: isOpen && !fitsPlainNumbers(counts.comma, counts),
  };
}

const evidence = (mark: MarkCounts, other: MarkCounts) => ({
  thousands: mark.thousands + other.decimals + other.threeDecimals,
  decimals: mark.decimals + mark.threeDecimals + other.thousands,
});

/** The meaning where all that is certain agrees; undefined where nothing is certain, or not all agrees. */
function certain(mark: MarkCounts, other: MarkCounts): Meaning | undefined {
  const {thousands, decimals} = evidence(mark, other);
  if (decimals === 0) return thousands > 0 ? "thousands" : undefined;
  if (thousands > 0) return undefined;
  const isTwoWriters = mark.openEndingInZero > 0 && mark.decimals > 0 && mark.threeDecimals === 0;
  return isTwoWriters ? "unknown" : "decimals";
}

/** The meaning where what is certain does not agree; undefined where nothing is certain. */
function mostly(
  mark: MarkCounts,
  other: MarkCounts,
  {preferThousands}: {preferThousands: boolean},
): Meaning | undefined {
  const {thousands, decimals} = evidence(mark, other);
  const all = thousands + decimals;
  if (all === 0) return undefined;
  if (thousands >= nearlyAll * all || (preferThousands && thousands >= decimals)) return "thousands";
  return decimals >= nearlyAll * all ? "decimals" : "unknown";
}

/** Whether only a writer of thousands can have written the column. */
const fitsPlainNumbers = (mark: MarkCounts, {small, large}: NotationCounts): boolean =>
  small > 0 && large === 0 && mark.openEndingInZero > 0;
