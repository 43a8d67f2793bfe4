import {inspect} from "node:util";
import type {LoadAnswer, LoadRequest} from "./loadApart.ts";
import {Progress} from "./progress.ts";
import {readProject} from "./project/project.ts";
import {told} from "./unexpected.ts";
import {loadProject} from "./warehouse.ts";

/** Loads the project that another process asks for, tells it how that went, and lets go of it. */
export async function answerRequest({dir, leads, terminal}: LoadRequest): Promise<void> {
  const progress = new Progress({stream: Object.assign(process.stderr, terminal)});
  let fault: LoadAnswer["fault"] = null;
  try {
    await loadProject(readProject(dir), progress, {leads});
  } catch (error) {
    const {message} = told(error, progress.current);
    fault = {message, details: inspect(error)};
  }
  process.send?.({fault} satisfies LoadAnswer, () => process.disconnect());
}
