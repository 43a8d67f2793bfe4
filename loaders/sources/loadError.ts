/** The data or its description is at fault, and the message says what to do; shown without a stack. */
export class LoadError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "LoadError";
  }
}
