const choices = 'select, input[type="radio"], input[type="checkbox"], input[type="range"], input[type="number"]';

/** Controls of one kind in a cell that are tried, and options of a list. */
const most = 8;

/**
 * Sets controls to other choices, as readers will, so that the charts of other choices become known; `settled` waits for the data
 * that a choice asks for.
 */
export async function exercise(nodes: readonly Node[], settled: () => Promise<void>): Promise<void> {
  for (const node of nodes) {
    if (!(node instanceof HTMLElement)) continue;
    const tried = new Map<string, number>();
    for (const control of node.querySelectorAll<HTMLInputElement | HTMLSelectElement>(choices)) {
      const times = tried.get(control.type) ?? 0;
      tried.set(control.type, times + 1);
      if (times >= most || control.disabled) continue;
      for (const change of changes(control)) {
        change();
        for (const event of ["input", "change"]) control.dispatchEvent(new window.Event(event, {bubbles: true}));
        await settled();
      }
    }
  }
}

/** The changes of a control, back to what it stood at. */
function changes(control: HTMLInputElement | HTMLSelectElement): (() => void)[] {
  const before = control.value;
  if (control instanceof HTMLSelectElement) {
    const others = [...control.options].filter(({disabled, value}) => !disabled && value !== before).slice(0, most);
    return [...others.map(({value}) => value), before].map((value) => () => {
      control.value = value;
    });
  }
  const toggle = () => {
    control.checked = !control.checked;
  };
  const check = () => {
    control.checked = true;
  };
  if (control.type === "radio") return [check];
  if (control.type === "checkbox") return [toggle, toggle];
  const to = control.max === "" ? String(Number(before || "0") + 1) : control.max;
  return [to, before].map((value) => () => {
    control.value = value;
  });
}
