import {spawn} from "node:child_process";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {describe, expect, it} from "vitest";
import {folderWith} from "../loaders/loading.ts";

interface Answer {
  status: number;
  body: object;
}

const fault = (severity: string) => ({
  jsdom: [
    {
      id: 1,
      url: "https://example.com/1",
      title: "a fault",
      severity,
      vulnerable_versions: "*",
      cwe: [],
      cvss: {score: 0, vectorString: null},
    },
  ],
});

/** Runs `.ci/audit` against a registry that lists these faults; null: one that nobody listens at. */
async function audit(faults: Answer | null): Promise<{code: number | null; said: string}> {
  const server = createServer(({method, url}, response) => {
    const isList = method === "POST" && url?.endsWith("/advisories/bulk");
    const name = decodeURIComponent(url?.slice(1) ?? "");
    const about = {name, "dist-tags": {latest: "1.0.0"}, versions: {"1.0.0": {name, version: "1.0.0"}}};
    const {status, body} = isList && faults ? faults : {status: 200, body: about};
    response.writeHead(status, {"content-type": "application/json"}).end(JSON.stringify(body));
  });
  await new Promise<void>((next) => server.listen(0, "127.0.0.1", next));
  const {port} = server.address() as AddressInfo;
  if (!faults) await new Promise((next) => server.close(next));
  try {
    const env = {...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: folderWith({})};
    const child = spawn(".ci/audit", {env});
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const code = await new Promise<number | null>((next) => child.on("close", next));
    return {code, said};
  } finally {
    server.close();
  }
}

describe(".ci/audit", () => {
  it("passes where the registry knows of no fault, or of a small one", async () => {
    const passed = {code: 0, said: "audit: no known faults of level high or above\n"};
    expect(await audit({status: 200, body: {}})).toEqual(passed);
    expect(await audit({status: 200, body: fault("low")})).toEqual(passed);
  });

  it("fails on a high fault and names the package", async () => {
    const {code, said} = await audit({status: 200, body: fault("high")});
    expect(code).toBe(1);
    expect(said).toMatch(/^jsdom /m);
  });

  it("says that it was not done where the registry has no such list, or does not answer", async () => {
    const passed = {code: 0, said: "audit: not done; the registry gave no list of known faults\n"};
    expect(await audit({status: 405, body: {}})).toEqual(passed);
    expect(await audit(null)).toEqual(passed);
  });
});
