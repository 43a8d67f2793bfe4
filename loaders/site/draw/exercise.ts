const choices = 'select, input[type="radio"], input[type="checkbox"], input[type="range"], input[type="number"]';

/** Controls of one kind in a cell that are tried, and options of a list. */
const most = 5;

/**
 * Sets controls to other choices, as readers will, so that the charts of other choices become known: first each by itself, then one
 * after the other. `settled` waits for the data that a choice asks for.
 */
export async function exercise(nodes: readonly Node[], settled: () => Promise<void>): Promise<void> {
  const controls = nodes.flatMap(controlsIn);
  const make = async (control: Control, change: () => void) => {
    if (control.disabled) return;
    change();
    for (const event of ["input", "change"]) control.dispatchEvent(new window.Event(event, {bubbles: true}));
    await settled();
  };
  for (const control of controls) for (const change of changes(control)) await make(control, change);
  for (const control of controls) await make(control, changes(control)[0]);
}

type Control = HTMLInputElement | HTMLSelectElement;

/** Of each kind the first few. */
function controlsIn(node: Node): Control[] {
  if (!(node instanceof HTMLElement)) return [];
  const counted = new Map<string, number>();
  return [...node.querySelectorAll<Control>(choices)].filter(({type}) => {
    counted.set(type, (counted.get(type) ?? 0) + 1);
    return (counted.get(type) ?? 0) <= most;
  });
}

/** The changes of a control, back to what it stood at. */
function changes(control: Control): (() => void)[] {
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
