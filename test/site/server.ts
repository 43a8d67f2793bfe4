import {createReadStream, existsSync, statSync} from "node:fs";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join, normalize} from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".arrow": "application/vnd.apache.arrow.file",
};

export interface SiteServer {
  /** "http://127.0.0.1:40123/hakari/". */
  address: string;
  close(): Promise<void>;
}

/** Serves a folder as the plainest web host does: files as they are, a folder is its `index.html`, all under `base`. */
export async function serveFolder(folder: string, base: string): Promise<SiteServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    const file = path.startsWith(base) ? find(join(folder, normalize(`/${path.slice(base.length)}`))) : undefined;
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, {"content-type": types[extname(file)] ?? "application/octet-stream"});
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const {port} = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${base}`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

const find = (path: string): string | undefined =>
  [path, join(path, "index.html")].find((file) => existsSync(file) && statSync(file).isFile());
