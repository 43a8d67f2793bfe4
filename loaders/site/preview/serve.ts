import {EventEmitter} from "node:events";
import {existsSync} from "node:fs";
import {createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES} from "node:http";
import {createRequire} from "node:module";
import type {AddressInfo} from "node:net";
import {dirname, join} from "node:path";
import type {Duplex} from "node:stream";
import {pathToFileURL} from "node:url";
import {type Refusal, refusal} from "./guard.ts";

/**
 * Serves the pages that Framework makes: `node --import tsx serve.ts '{"port": 3000, "names": []}'`, with the variables of the
 * configuration. A process of its own, which tells its parent where the pages are, or why not, and ends with it. Framework's server
 * is given no port: requests come to ours, which passes on those that it does not refuse.
 */
const {port, names} = JSON.parse(process.argv[2]) as {port: number | null; names: string[]};

/** What this needs of Framework's server: it listens to a server's events. */
interface PreviewServer {
  new (options: {server: EventEmitter; verbose: boolean}): unknown;
}

const manifest = createRequire(import.meta.url).resolve("@observablehq/framework/package.json");
const dist = join(dirname(manifest), "dist");
const {PreviewServer} = (await import(pathToFileURL(join(dist, "preview.js")).href)) as {PreviewServer: PreviewServer};
const framework = new EventEmitter();
new PreviewServer({server: framework, verbose: true});
const [answer] = framework.listeners("request") as ((asked: IncomingMessage, to: ServerResponse) => Promise<void>)[];

/** Said of everything: what a file is, that no other site may show or read it, and that it asks nobody else for anything. */
const headers = (host: string) => ({
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    host && `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join("; "),
});

function why({method = "", url = "", headersDistinct, socket}: IncomingMessage): Refusal | null {
  const {port} = socket.address() as AddressInfo;
  const refused = refusal({method, target: url, headers: headersDistinct}, port, names);
  return refused ?? (isAbsent(new URL(url, "http://preview").pathname) ? {status: 404, why: missing} : null);
}

const missing = "missing: there is no page or file at this address";

/** Not among the files of Framework itself, which would look for anything of such a name. */
function isAbsent(pathname: string): boolean {
  const [, name] = /^\/_observablehq\/(.+\.(?:js|css))$/.exec(pathname) ?? [];
  return name !== undefined && name !== "client.js" && !existsSync(join(dist, "client", name));
}

function onRequest(asked: IncomingMessage, to: ServerResponse): void {
  const refused = why(asked);
  const host = refused ? "" : (asked.headers.host ?? "");
  for (const [name, value] of Object.entries(headers(host))) to.setHeader(name, value);
  if (refused) return void refuse(to, refused);
  plainly(to);
  answer(asked, to).catch((error: unknown) => {
    console.error("error:", error);
    if (to.headersSent) to.destroy();
    else refuse(to, {status: 400, why: "the page could not be made; what went wrong is in the terminal"});
  });
}

function refuse(to: ServerResponse, {status, why}: Refusal): void {
  const said = Buffer.from(`${why}\n`);
  const type = "text/plain; charset=utf-8";
  to.writeHead(status, {"content-type": type, "content-length": said.length, "cache-control": "no-store"}).end(said);
}

/** What is not there is said without what the file system says of it. */
function plainly(to: ServerResponse): void {
  const end = to.end.bind(to) as (...said: unknown[]) => ServerResponse;
  to.end = ((...said: unknown[]) => {
    if (to.statusCode !== 404 || to.headersSent) return end(...said);
    to.setHeader("content-type", "text/plain; charset=utf-8");
    to.removeHeader("content-length");
    return end(`${missing}\n`);
  }) as typeof to.end;
}

function onUpgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
  const refused = why(asked) ?? (asked.url === "/_observablehq" ? null : {status: 404 as const, why: missing});
  if (!refused) return void framework.emit("upgrade", asked, socket, head);
  socket.on("error", () => socket.destroy());
  socket.end(rawAnswer(refused));
}

const rawAnswer = ({status, why}: Refusal): string =>
  `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(`${why}\n`)}\r\n\r\n${why}\n`;

/** What is no request at all: too long, or not HTTP. */
function onClientError(_: Error, socket: Duplex): void {
  if (socket.writable) socket.end(rawAnswer({status: 400, why: "invalid request"}));
  else socket.destroy();
}

/** Listens on this machine alone, by both of its addresses where it has both. */
async function listen(at: number): Promise<void> {
  const first = serverOf();
  await listening(first, at, "127.0.0.1");
  try {
    await listening(serverOf(), at, "::1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return;
    first.close();
    throw error;
  }
}

const serverOf = (): Server =>
  createServer({requestTimeout: 60_000})
    .on("request", onRequest)
    .on("upgrade", onUpgrade)
    .on("clientError", onClientError);

const listening = (server: Server, at: number, host: string): Promise<void> =>
  new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(at, host, () => {
      server.off("error", failed);
      server.on("error", (error) => console.error("error:", error));
      done();
    });
  });

/** The port that was asked for, else the first free one from 3000. */
async function findPort(): Promise<number> {
  for (let at = port ?? 3000; at < 49152; ++at) {
    try {
      await listen(at);
      return at;
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (port !== null || code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error("no free port from 3000; give one with --port");
}

// What goes wrong in one answer, or in watching one file, must not end all the others.
process.on("unhandledRejection", (error) => console.error("error:", error));
process.on("uncaughtException", (error) => console.error("error:", error));
process.on("disconnect", () => process.exit());

try {
  process.send?.({address: `http://127.0.0.1:${await findPort()}/`});
} catch (error) {
  const {code, message} = error as NodeJS.ErrnoException;
  process.send?.({fault: code === "EADDRINUSE" ? `port in use: ${port}` : message}, () => process.exit(1));
}
