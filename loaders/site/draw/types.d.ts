declare module "jsdom" {
  export class JSDOM {
    constructor(html: string, options: {url: string; includeNodeLocations?: boolean});
    readonly window: Window;
    /** With `includeNodeLocations`; lines count from 1. */
    nodeLocation(node: Node): {startLine: number} | null;
  }
}
