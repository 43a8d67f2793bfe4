/**
 * Seeded uniform numbers in [0, 1) with 32 bits each: the same seed gives the same sequence everywhere.
 * Generator sfc32 (Chris Doty-Humphrey, PractRand), state filled from the seed and run 12 rounds ahead.
 */
export function random(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return (out >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; ++i) next();
  return next;
}
