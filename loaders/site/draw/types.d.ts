declare module "jsdom" {
  export class JSDOM {
    constructor(html: string, options: {url: string; includeNodeLocations?: boolean});
    readonly window: Window;
    /** With `includeNodeLocations`; lines count from 1. */
    nodeLocation(node: Node): {startLine: number} | null;
  }
}
declare module "d3-dsv" {
  type Read = (text: string, row?: (row: never) => unknown) => unknown[];
  export function dsvFormat(delimiter: string): {parse: Read; parseRows: Read};
  export function autoType(row: never): unknown;
}
