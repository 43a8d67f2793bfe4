/** Whole numbers from 0 on in as few bytes each as the largest of them needs. */
export function smallestArray(values: readonly number[]): Uint8Array | Uint16Array | Uint32Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return largest < 2 ** 8
    ? Uint8Array.from(values)
    : largest < 2 ** 16
      ? Uint16Array.from(values)
      : Uint32Array.from(values);
}
