import {findings, isPublished, serve} from "./warehouse.ts";

const {run, load, observations, leaks} = await findings("run", "load", "observations", "leaks");
const rejects = load.rejects.map((reject) => (isPublished ? {...reject, example: null} : reject));
const notes = load.notes.map(({local: _, ...note}) => note);

serve({run, load: {...load, rejects, notes}, observations, leaks});
