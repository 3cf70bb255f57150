import type { Draw } from '../draw.ts';
import type { BenchmarkItem, MadeItem } from './item.ts';
import { caravan, glassblower, lighthouse, mosaic, orchard } from './places.ts';
import { archivist, astronomer, bellfounder, ferryman, tapestry } from './trades.ts';

const MAKERS: readonly ((d: Draw) => MadeItem)[] = [
  lighthouse,
  orchard,
  glassblower,
  caravan,
  mosaic,
  archivist,
  ferryman,
  bellfounder,
  tapestry,
  astronomer,
];

/** What a benchmark file holds as the question of an item. */
export const itemText = ({ setting, ask }: BenchmarkItem): string => `${setting} ${ask.text}`;

/**
 * Writes the sample benchmark. Its settings are worded unlike any template, so that no question of the pool
 * shares eight words in a row with it by accident; a test holds that over the whole pool.
 */
export function benchmarkItems(d: Draw, count: number): BenchmarkItem[] {
  const items: BenchmarkItem[] = [];
  const seen = new Set<string>();
  for (let tries = 0; items.length < count && tries < 50 * count; tries++) {
    const item = (MAKERS[items.length % MAKERS.length] ?? lighthouse)(d);
    const text = `${item.setting} ${item.ask.text}`;
    if (seen.has(text)) continue;
    seen.add(text);
    items.push({ ...item, id: `sb-${String(items.length + 1).padStart(3, '0')}` });
  }
  return items;
}
