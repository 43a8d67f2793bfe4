declare module "htl" {
  type Tag = (strings: TemplateStringsArray, ...values: unknown[]) => HTMLElement;
  export const html: Tag & {fragment: (strings: TemplateStringsArray, ...values: unknown[]) => DocumentFragment};
  export const svg: (strings: TemplateStringsArray, ...values: unknown[]) => SVGElement;
}
