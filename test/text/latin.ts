/** What Japanese readers know in Latin letters: measures, formats, and names of methods and programs. */
const known = new Set(
  (
    "AUC ROC Gini PSI WoE CSV JSON YAML SQL HTML PDF SVG Excel Arrow DuckDB Hakari CRM Salesforce HubSpot Python " +
    "Wilson Mantel Haenszel Benjamini Hochberg Bonferroni Kaplan Meier Holm Platt Brier Jeffreys Newcombe Greenwood Gray Cox Aalen Johansen Woodruff DeLong Firth"
  ).split(" "),
);

/**
 * Words of three or more Latin letters that a Japanese text has no business with: neither known to its readers nor part of
 * `names`, what the data themselves are called.
 */
export function latinWords(text: string, names: readonly string[] = []): string[] {
  const longestFirst = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  const ours = longestFirst.reduce((left, name) => left.replaceAll(name, " "), text);
  return (ours.match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !known.has(word));
}
