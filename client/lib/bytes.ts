/** `812 B`, `1.2 MB`, in powers of 1,000. */
export function bytesSaid(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  const at = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** at;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[at - 1]}`;
}
