import {BaseSequencer, type TestSpecification} from "vitest/node";

/** Files of half a minute and more, the slowest first: begun late, one of them would keep one core busy alone at the end. */
const slow = [
  "site/site",
  "site/hostile",
  "loaders/attributeNames",
  "recovery/fewDeals",
  "recovery/exports",
  "loaders/degenerate",
  "site/absences",
  "recovery/sampleCard",
  "recovery/replay",
  "recovery/sample",
  "loaders/timeWords",
  "loaders/cli",
  "loaders/steps/realFindings",
].map((name) => `/test/${name}.test.ts`);

/** Starts the slow files first, the others in vitest's own order: what failed or took long when last run, else by size. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({moduleId}: TestSpecification) => {
      const found = slow.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? slow.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
