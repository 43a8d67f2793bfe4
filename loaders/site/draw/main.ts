import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {tellCharts} from "../../../src/components/plot.ts";
import {standInUtc} from "../../../src/components/utcClock.ts";
import {type Language, setLanguage} from "../../../src/text/language.ts";
import {giveDocument} from "./browserNames.ts";
import {writeLive} from "./live.ts";
import {isOwn} from "./modules.ts";
import {drawPage, type Told} from "./page.ts";

/**
 * Draws the pages of a site that Framework has built: `node --import tsx main.ts SITE LANGUAGE`. A process of its own, because pages'
 * functions need a browser's names.
 */
const [site, language] = process.argv.slice(2);
setLanguage(language as Language);
standInUtc();
giveDocument();
const told: Told[] = [];
tellCharts((element, chart, options) => told.push({element, chart, options}));
const drawn = [];
for (const file of readdirSync(site, {recursive: true, encoding: "utf8"})
  .filter((name) => name.endsWith(".html"))
  .sort()) {
  const path = join(site, file);
  const page = await drawPage(readFileSync(path, "utf8"), dirname(path), told).catch((error: Error) => {
    console.error(`${file}: ${process.env.HAKARI_DEBUG ? error.stack : error.message}`);
    process.exit(1);
  });
  if (page) drawn.push({file, ...page});
  told.length = 0;
}
const written = await writeLive(drawn, site).catch((error: Error) => {
  console.error(process.env.HAKARI_DEBUG ? error.stack : error.message);
  process.exit(1);
});
for (const {file, html} of written) writeFileSync(join(site, file), html);
// A page of one's own may ask for what only a browser has; a page of ours that fails is broken.
for (const page of drawn)
  for (const fault of page.faults) console.error(`${page.file}: ${isOwn(page) ? "left to the browser: " : ""}${fault}`);
process.exit(drawn.some((page) => !isOwn(page) && page.faults.length > 0) ? 1 : 0);
