/** Names that no reader of YAML takes for anything else stand as they are. */
const plain = /^…$|^(?!(?:true|false|null|yes|no|on|off|y|n|~)$)[\p{L}_][\p{L}\p{N}_/]*(?:[ -][\p{L}\p{N}_/]+)*$/iu;

/** A setting as a line of the project file: `missing: {Employees: [-1]}`, texts quoted where YAML asks for it. */
export const flow = (key: string, value: unknown): string => `${key}: ${inOneLine(value)}`;

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${inOneLine(key)}: ${inOneLine(one)}`);
    return `{${pairs.join(", ")}}`;
  }
  if (typeof value === "string" && !plain.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return String(value);
}
