/** Letters of a gram; shorter words are kept whole. */
const size = 5;
const bits = 25;

/** Which runs of five letters a site has, by their hash: enough to tell that a secret cannot be on it, whatever its size. */
export class Grams {
  readonly #seen = new Uint32Array(1 << (bits - 5));

  learn(text: string): void {
    for (let i = 0; i < text.length; ++i) {
      let hash = 0;
      const end = Math.min(text.length, i + size);
      for (let k = i; k < end; ++k) {
        hash = Math.imul(hash ^ text.charCodeAt(k), 0x9e3779b1);
        hash ^= hash >>> 15;
        if (k > i) this.#set(hash);
      }
    }
  }

  /** False where the text is not in what was learned. */
  mayHold(text: string): boolean {
    for (let i = 0; i + Math.min(size, text.length) <= text.length; ++i) {
      let hash = 0;
      for (let k = i; k < i + size && k < text.length; ++k) {
        hash = Math.imul(hash ^ text.charCodeAt(k), 0x9e3779b1);
        hash ^= hash >>> 15;
      }
      if (!this.#has(hash)) return false;
    }
    return true;
  }

  #set(hash: number): void {
    const at = hash >>> (32 - bits);
    this.#seen[at >>> 5] |= 1 << (at & 31);
  }

  #has(hash: number): boolean {
    const at = hash >>> (32 - bits);
    return (this.#seen[at >>> 5] & (1 << (at & 31))) !== 0;
  }
}
