declare module "subset-font" {
  /** The font file with the letters of the text alone. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options?: {targetFormat?: "truetype" | "sfnt" | "woff" | "woff2"},
  ): Promise<Buffer>;
}
