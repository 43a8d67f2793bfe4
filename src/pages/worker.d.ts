declare module "*.ts?worker" {
  /** Source of a bundled web worker. */
  const source: string;
  export default source;
}
