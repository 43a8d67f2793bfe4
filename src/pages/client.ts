/** What pages import from `./client/hakari.js`; own pages import `own.ts`. */
export {absences, answer, tiles} from "../components/prose.ts";
export {runFooter} from "../components/runFooter.ts";
export * as views from "../components/views.ts";
export {calibrateAnswer, observedHow} from "../text/answers.ts";
export {methodAnswer} from "../text/method.ts";
export {designText} from "../text/observing.ts";
export {validateAnswer} from "../text/validate/validation.ts";
export * as bottleneckPage from "./bottlenecks.ts";
export * as dataPage from "./data.ts";
export * as funnelPage from "./funnel.ts";
export * as journeyPage from "./journey.ts";
export * as leaksPage from "./leaks.ts";
export * as overviewPage from "./overview.ts";
