const view = new DataView(new ArrayBuffer(8));

/**
 * A logarithm to the base 2 that is the same on every machine: exact at powers of two, straight lines between them,
 * so at most 0.0861 too small. `Math.log` may differ in the last bit from one machine to the next.
 * @param value finite and above 0
 */
export function roughLog2(value: number): number {
  view.setFloat64(0, value);
  const high = view.getUint32(0);
  const exponent = (high >>> 20) - 1023;
  view.setUint32(0, (high & 0xfffff) | (1023 << 20));
  return exponent + view.getFloat64(0) - 1;
}
