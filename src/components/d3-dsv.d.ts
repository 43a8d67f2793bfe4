declare module "d3-dsv" {
  type Read = (text: string, row?: (row: never, i: number, columns: string[]) => unknown) => unknown[];
  export function dsvFormat(delimiter: string): {parse: Read; parseRows: Read};
  export function autoType(row: never): unknown;
}
