import { count, counted } from '../../lib/format.ts';

/** The sentence over the map. */
export function headlineOf(size: number, meant: number, isFiltered: boolean): string {
  if (!isFiltered) return `${counted(size, 'question')}, similar ones together`;
  return `${count(meant)} of ${counted(size, 'question')} on the map`;
}
