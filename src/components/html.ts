import {html as parsed} from "htl";

/**
 * htl's `html`, fit for pages that allow no script in attributes: htl writes a placeholder into an event's attribute until it
 * has put the function in its place, which a browser would report as such a script. Here the placeholder has a name of its own.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): HTMLElement {
  const raw = [...strings.raw];
  const plain = [...values];
  const listeners: {mark: string; event: "onclick"; act: () => void}[] = [];
  values.forEach((value, i) => {
    const event = typeof value === "function" ? /\s(on[a-z]+)=$/.exec(raw[i])?.[1] : undefined;
    if (!event) return;
    const mark = `data-on-${i}`;
    raw[i] = `${raw[i].slice(0, -event.length - 1)}${mark}=`;
    plain[i] = "1";
    listeners.push({mark, event: event as "onclick", act: value as () => void});
  });
  const element = parsed(Object.assign([...raw], {raw}), ...plain);
  for (const {mark, event, act} of listeners) {
    const target = element.hasAttribute(mark)
      ? element
      : (element.querySelector<HTMLElement>(`[${mark}]`) as HTMLElement);
    target.removeAttribute(mark);
    target[event] = act;
  }
  return element;
}
