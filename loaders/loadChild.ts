import {answerFor, type Told} from "./apart.ts";
import {type Loaded, loadedTexts} from "./commands/loaded.ts";
import type {LoadRequest} from "./loadApart.ts";
import {Progress} from "./progress.ts";
import {readProject} from "./project/project.ts";
import {loadProject} from "./warehouse.ts";

/** Loads the project that another process asks for. */
export function answer(asked: Told<LoadRequest>): Promise<void> {
  const progress = new Progress({stream: Object.assign(process.stderr, asked.terminal)});
  const load = async ({dir, leads}: LoadRequest): Promise<Loaded> => {
    const project = readProject(dir);
    return loadedTexts(project, await loadProject(project, progress, {leads}));
  };
  return answerFor(asked, load, () => progress.current);
}
