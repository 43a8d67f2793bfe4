import {type ChildProcess, spawn} from "node:child_process";
import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {connect} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Progress} from "../../loaders/progress.ts";
import {readProject} from "../../loaders/project/project.ts";
import {launch} from "../../loaders/site/chromium.ts";
import {type Asked, refusal} from "../../loaders/site/preview/guard.ts";
import {loadProject} from "../../loaders/warehouse.ts";
import {open} from "./browser.ts";
import {oddTargets} from "./oddTargets.ts";

describe("refusal(asked, port, names)", () => {
  const own = {host: ["localhost:3000"]};
  const ask = (headers: Asked["headers"], {target = "/", method = "GET"} = {}, names: string[] = []) =>
    refusal({method, target, headers}, 3000, names)?.status ?? 200;

  it.each([
    ["localhost:3000", 200],
    ["LOCALHOST:3000", 200],
    ["127.0.0.1:3000", 200],
    ["[::1]:3000", 200],
    ["localhost", 403],
    ["localhost:3001", 403],
    ["evil.example", 403],
    ["evil.example:3000", 403],
    ["localhost.evil.example:3000", 403],
    ["localhost:3000.evil.example", 403],
    ["localhost:3000@evil.example", 403],
    ["127.0.0.2:3000", 403],
    ["0.0.0.0:3000", 403],
    ["[::]:3000", 403],
    ["[::ffff:127.0.0.1]:3000", 403],
    ["localhost.:3000", 403],
    ["", 403],
  ])("of the name %j is %i", (host, status) => {
    expect(ask({host: [host]})).toBe(status);
  });

  it("is told where a request names no host, or two", () => {
    expect([ask({}), ask({host: ["localhost:3000", "evil.example"]})]).toEqual([403, 403]);
  });

  it("is none of names that are given, on any port or on the one", () => {
    const asked = ["pages.example.org", "pages.example.org:8443", "localhost:8080", "localhost:8081"];
    const names = ["pages.example.org", "localhost:8080"];
    expect(asked.map((host) => ask({host: [host]}, {}, names))).toEqual([200, 200, 200, 403]);
    expect(ask({host: ["pages.example.org"], origin: ["https://pages.example.org"]}, {}, names)).toBe(200);
  });

  it.each([
    ["http://localhost:3000", 200],
    ["http://127.0.0.1:3000", 200],
    ["http://localhost:8080", 403],
    ["http://evil.example", 403],
    ["http://evil.example:3000", 403],
    ["http://localhost:3000.evil.example", 403],
    ["null", 403],
    ["file://", 403],
    ["", 403],
  ])("of a page at %j is %i", (origin, status) => {
    expect(ask({...own, origin: [origin]})).toBe(status);
  });

  it.each([
    ["same-origin", "cors", "empty", 200],
    ["none", "navigate", "document", 200],
    ["cross-site", "navigate", "document", 200],
    ["cross-site", "navigate", "iframe", 403],
    ["cross-site", "no-cors", "script", 403],
    ["cross-site", "no-cors", "image", 403],
    ["same-site", "cors", "empty", 403],
    ["same-site", "websocket", "websocket", 403],
  ])("of a browser that says %s, %s, %s is %i", (site, mode, dest, status) => {
    const headers = {"sec-fetch-site": [site], "sec-fetch-mode": [mode], "sec-fetch-dest": [dest]};
    expect(ask({...own, ...headers})).toBe(status);
  });

  it("is told of whatever would change something", () => {
    expect(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"].map((method) => ask(own, {method}))).toEqual([
      200, 200, 405, 405, 405, 405,
    ]);
  });
});

interface Answer {
  status: number;
  head: string;
  body: string;
}

/** Sends bytes as they are, and reads until the other side has ended or an answer is whole. */
const send = (port: number, text: string, host = "127.0.0.1"): Promise<Answer> =>
  new Promise((done, failed) => {
    const socket = connect(port, host, () => socket.write(Buffer.from(text, "latin1")));
    let said = "";
    const end = () => {
      socket.destroy();
      const [head, ...body] = said.split("\r\n\r\n");
      done({status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join("\r\n\r\n")});
    };
    socket.on("data", (bytes) => {
      said += bytes.toString("latin1");
      if (said.startsWith("HTTP/1.1 101")) end();
    });
    socket.on("end", end);
    socket.on("error", failed);
  });

describe("hakari preview", () => {
  const dir = mkdtempSync(join(tmpdir(), "hakari-preview-"));
  const rows = [1, 2, 3, 4, 5].map((i) => `Lead${i},2025-0${i}-01,web,${i % 2 ? "won" : "open"},`);
  let serving: Preview;

  interface Preview {
    process: ChildProcess;
    port: number;
    said: () => string;
  }

  const start = async (): Promise<Preview> => {
    const child = spawn(process.execPath, ["loaders/hakari.mjs", "preview", "--project", dir]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const port = await new Promise<number>((done, failed) => {
      child.stdout.on("data", () => {
        const [, at] = /The pages are at http:\/\/127\.0\.0\.1:(\d+)\//.exec(said) ?? [];
        if (at) done(Number(at));
      });
      child.on("close", () => failed(new Error(said)));
    });
    return {process: child, port, said: () => said};
  };
  const get = (target: string, headers: Record<string, string> = {}, first = "GET") => {
    const all = {host: `localhost:${serving.port}`, connection: "close", ...headers};
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return send(serving.port, `${first} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`);
  };
  const socket = (headers: Record<string, string>, target = "/_observablehq") =>
    get(target, {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      ...headers,
    });
  const isServed = (port: number) =>
    send(port, `GET / HTTP/1.1\r\nhost: localhost:${port}\r\nconnection: close\r\n\r\n`).then(
      () => true,
      () => false,
    );
  const ended = ({process}: Preview): Promise<number | null> => new Promise((done) => process.on("close", done));
  const rootsOf = ({process}: Preview): string[] => {
    const at = "src/.observablehq/sites";
    return existsSync(at) ? readdirSync(at).filter((name) => name.startsWith(`${process.pid}-`)) : [];
  };

  beforeAll(async () => {
    writeFileSync(join(dir, "leads.csv"), `lead_id,created_at,source,outcome,decided_at\n${rows.join("\n")}\n`);
    writeFileSync(
      join(dir, "project.yaml"),
      "title: Five\ntimezone: UTC\nsources:\n  leads: {files: leads.csv}\n  outcomes: {files: leads.csv}\n",
    );
    await loadProject(readProject(dir), Progress.quiet());
    serving = await start();
  });
  afterAll(() => {
    serving?.process.kill("SIGKILL");
    rmSync(dir, {recursive: true, force: true});
  });

  it("serves pages and the leads in them to its own name, typed as they are", async () => {
    const page = await get("/index.html");
    expect(page).toMatchObject({status: 200, body: expect.stringContaining("<!DOCTYPE html>")});
    const leads = await get("/_file/data/hotLeads.json", {"sec-fetch-site": "same-origin"});
    expect(leads.status).toBe(200);
    for (const {head} of [page, leads]) expect(head).toMatch(/^x-content-type-options: nosniff$/im);
  });

  it.each<Record<string, string>>([
    {host: "evil.example"},
    {host: "evil.example:3000"},
    {origin: "http://evil.example"},
    {origin: "null"},
    {origin: "http://localhost:1"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
  ])("gives pages, leads and changes to nobody with %j", async (headers) => {
    const answers = [
      await get("/hot-leads.html", headers),
      await get("/_file/data/hotLeads.json", headers),
      await socket({origin: `http://localhost:${serving.port}`, ...headers}),
    ];
    for (const {status, head, body} of answers) {
      expect(status).toBe(403);
      expect(body).toMatch(/^pages are not served .*\n$/);
      expect(head).toMatch(/^x-content-type-options: nosniff$/im);
      expect(head).not.toMatch(/access-control/i);
    }
  });

  it("tells changes to its own pages, at the one address for them", async () => {
    const origin = `http://localhost:${serving.port}`;
    expect((await socket({origin})).status).toBe(101);
    expect((await socket({})).status).toBe(101);
    expect((await socket({origin}, "/elsewhere")).status).toBe(404);
    expect((await socket({origin}, "/%")).status).toBe(400);
  });

  it("works in a browser, which hears of changes", async () => {
    const browser = await launch();
    try {
      for (const path of ["", "drivers", "hot-leads"]) {
        const {page, faults} = await open(browser, `http://127.0.0.1:${serving.port}/${path}`);
        expect(faults).toEqual([]);
        expect(await page.locator(".observablehq--error").allTextContents()).toEqual([]);
        const heard = new Promise<string>((done) =>
          page.on("websocket", (one) => one.on("framereceived", ({payload}) => done(String(payload)))),
        );
        await page.reload();
        expect(await heard).toMatch(/"type":"welcome"/);
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  });

  it("asks no other host for a library that an address names", async () => {
    const asked = ["/_npm/d3@7.9.0/_esm.js", "/_jsr/@std/x/1.0.0/_esm.js", "/_observablehq/stdlib/duckdb.js"];
    for (const target of asked) expect((await get(target)).status).toBe(404);
  });

  it("answers a hundred odd addresses that they are wrong or that nothing is there, and goes on", async () => {
    expect(oddTargets.length).toBeGreaterThanOrEqual(100);
    const wrong: string[] = [];
    for (const target of oddTargets) {
      const {status, head, body} = await get(target);
      const isKind = [302, 400, 404, 414].includes(status) && /^x-content-type-options: nosniff$/im.test(head);
      if (!isKind || /\n\s+at |node_modules|ENOENT/.test(body)) wrong.push(`${JSON.stringify(target)}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect((await get("/index.html")).status).toBe(200);
    expect(serving.said()).not.toMatch(/\n\s+at /);
  });

  it("ends by SIGTERM and leaves nothing behind", async () => {
    const other = await start();
    expect(rootsOf(other)).toHaveLength(1);
    const code = ended(other);
    other.process.kill("SIGTERM");
    expect(await code).toBe(0);
    expect(rootsOf(other)).toEqual([]);
    expect(await isServed(other.port)).toBe(false);
  });

  it("serves nothing any longer once it was killed", async () => {
    const code = ended(serving);
    serving.process.kill("SIGKILL");
    await code;
    await expect.poll(() => isServed(serving.port), {timeout: 30_000}).toBe(false);
  });
});
