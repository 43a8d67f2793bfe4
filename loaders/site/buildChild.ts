import {answerFor, type Told} from "../apart.ts";
import {type BuildSiteOptions, buildSite} from "./build.ts";

/** Builds the site that another process asks for. */
export const answer = (asked: Told<BuildSiteOptions>): Promise<void> => answerFor(asked, buildSite, () => "build");
