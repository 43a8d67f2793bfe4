import type {Cover} from "../../../src/text/pdf.ts";

/**
 * Runs in the browser, on the first page of a site: puts a cover, the contents and every page of the site's list, in its order,
 * in the place of that page. Ids and links of a page get its name, so that those of two pages never meet; a link to a file of the
 * site leads nowhere on paper and is none. It is sent as text: all it needs is inside.
 */
export async function bind(cover: Cover): Promise<void> {
  const element = (tag: string, text = "", ...children: Element[]): HTMLElement => {
    const made = document.createElement(tag);
    made.append(text, ...children);
    return made;
  };
  const link = (name: string, address: string): HTMLElement => {
    const made = element("a", name);
    made.setAttribute("href", `#${idOf(address)}`);
    return made;
  };
  const idOf = (address: string): string => new URL(address).pathname.slice(1).replace(/\W+/g, "-");
  const refersTo = ["id", "for", "aria-labelledby", "aria-describedby"];

  const sheet = async (address: string): Promise<HTMLElement> => {
    const text = await (await fetch(address)).text();
    const main = new DOMParser().parseFromString(text, "text/html").querySelector("main") as HTMLElement;
    const id = idOf(address);
    for (const script of main.querySelectorAll("script")) script.remove();
    for (const part of main.querySelectorAll("*")) {
      for (const attribute of [...part.attributes]) {
        if (refersTo.includes(attribute.name)) attribute.value = `${id}-${attribute.value}`;
        else if (attribute.value.includes("url(#"))
          attribute.value = attribute.value.replaceAll("url(#", `url(#${id}-`);
        else if (attribute.name === "href") lead(part, new URL(attribute.value, address), address);
      }
    }
    const made = element("section");
    made.id = id;
    made.className = "sheet";
    made.append(...main.childNodes);
    return made;
  };
  const lead = (part: Element, {origin, pathname, hash, href}: URL, from: string): void => {
    const to = origin + pathname;
    const place = hash && `-${decodeURIComponent(hash.slice(1))}`;
    if (pages.has(to) || to === from) part.setAttribute("href", `#${idOf(to)}${place}`);
    else if (origin === location.origin) part.removeAttribute("href");
    else part.setAttribute("href", href);
  };

  const listed = document.querySelectorAll<HTMLAnchorElement>("#observablehq-sidebar > ol:last-of-type a");
  const pages = new Map([...listed].map(({href, textContent}) => [href, textContent ?? ""]));
  const sheets = await Promise.all([...pages.keys()].map(sheet));
  const contents = [...pages].map(([address, name]) => element("li", "", link(name, address)));
  const front = element(
    "header",
    "",
    element("h1", cover.title),
    ...cover.lines.map((line) => element("p", line)),
    element("h2", cover.contents),
    element("ol", "", ...contents),
  );
  front.className = "cover";
  document.querySelector("main")?.replaceChildren(front, ...sheets);
  document.body.classList.add("bound");
  document.title = cover.title;
}
