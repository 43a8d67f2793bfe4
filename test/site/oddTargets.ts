const deep = (part: string, times: number): string => `/${part}`.repeat(times);

/** What follows GET in requests that no browser makes for a page of ours. */
export const oddTargets: readonly string[] = [
  // escapes that are none
  ...["/%", "/%%", "/%E0%A4%A", "/%zz", "/a%", "/%1", "/%ff", "/%c0%af", "/%ed%a0%80", "/drivers%.html", "/_file/%"],
  ...["/_import/%E0", "/_npm/%", "/_node/%ff", "/_observablehq/%", "/own/%E3%81", "/%u0041", "/%25%", "/?%/%"],
  // hosts and schemes in place of a path
  ...["//", "///", "//evil.example/", "//evil.example", "//@", "//:80/", "//[", "//[::1]/", "/\\evil.example", "\\"],
  ...["http://evil.example/", "http://", "https://localhost/", "http:///x", "file:///etc/passwd", "javascript:1"],
  ...["data:text/html,x", "*", "?", "#", "index.html", "localhost:3000", "http://localhost:99999/", "HTTP://[/"],
  // out of the folder
  ...["/..", "/../", "/../../../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd"],
  ...["/..%5c..%5cwindows", "/_file/../../../package.json", "/_file/..%2f..%2fpackage.json", "/.%2e/x", "/%2e%2e%2f"],
  ...["/_import/../../package.json", "/_import/..%2f..%2fpackage.json", "/_file/%2e%2e%2f%2e%2e%2fx", "/a/..%00/b"],
  ...["/_npm/../../../../etc/passwd", "/_node/..%2f..%2fx", "/....//....//etc/passwd", "/%252e%252e%252fetc"],
  ...["/..;/x", "/_file/....//x", "/_observablehq/../../../../../package.json", "/_observablehq/..%2fpreview.js"],
  // letters that are no letters
  ...[
    "/%00",
    "/a%00b",
    "/index.html%00.png",
    "/_file/%00",
    "/%0d%0aSet-Cookie:x=1",
    "/%0a",
    "/%09",
    "/%7f",
    "/%1b[31m",
  ],
  ...[
    "/\x01",
    "/\xff\xfe",
    "/caf\xe9",
    "/%e2%80%ae",
    "/%ef%bb%bf",
    "/%f0%9f%98%80",
    "/%e6%97%a5%e6%9c%ac",
    "/\xe6\x97",
  ],
  // what file systems and routers read their own way
  ...["/con", "/nul.html", "/C:/x", "/index.html/", "/index.html/x", "/style.css/x", "/.env", "/.git/config", "/~root"],
  ...[
    "/[id]",
    "/[...x]",
    "/*",
    "/**",
    "/{a,b}",
    "/$(x)",
    "/`x`",
    "/'\"",
    "/<script>",
    "/a;b",
    "/a:b",
    "/|",
    "/^",
    "/ ",
  ],
  ...["/_file", "/_file/", "/_file/data", "/_file/data/", "/_file/data/nosuch.json", "/_file/index.md/x", "/_import/"],
  ...["/_import/x.css", "/_import/client", "/_observablehq/x.js", "/_observablehq/x.css", "/_observablehq/theme-x.css"],
  ...["/_observablehq/theme-,.css", "/_node/", "/_node/x@1/index.js", "/__proto__", "/constructor", "/_file/__proto__"],
  ...["/index.js", "/nosuch.js", "/nosuch.json", "/data/data.json.ts", "/_import/data/data.json.ts.js", "/404", "/500"],
  // more than there can be
  ...[`/${"a".repeat(256)}`, `/${"a".repeat(2000)}`, `/${"a".repeat(9000)}`, deep("a", 900), deep("..", 600)],
  ...[
    deep("%2e", 500),
    `/?${"q=1&".repeat(3000)}`,
    `/${"%E6%97%A5".repeat(100)}`,
    `/${"é".repeat(200)}`,
    deep("", 500),
  ],
];
