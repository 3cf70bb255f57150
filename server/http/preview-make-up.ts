import type { MakeUp } from '../../shared/schemas/make-up.ts';
import type { Tally } from '../db/tallies.ts';
import type { Previewed } from '../runs/preview.ts';
import { toldMakeUp } from './make-up.ts';

/** What a previewed selection would be made of: counted as that of a run, over questions that nobody stored. */
export function previewMakeUp(
  { preview: { runId, pool, selected }, measured, signalsOf, selection }: Previewed,
  titles: ReadonlyMap<string, string>,
): MakeUp {
  const domains = counter<string>();
  const sources = counter<string>();
  const licences = counter<string | null>();
  const lengths = counter<number>();
  const tenths = counter<number | null>();
  for (const one of measured) {
    const { id, source, license } = one.row;
    const { domain, length, difficulty } = signalsOf(one);
    const isIn = selection.has(id);
    domains.count(domain, isIn);
    sources.count(source, isIn);
    licences.count(license, isIn);
    lengths.count(length, isIn);
    tenths.count(difficulty === null ? null : Math.min(9, Math.trunc(difficulty * 10)), isIn);
  }
  return toldMakeUp(
    { runId, pool, selected },
    {
      domains: domains.tallies(),
      sources: sources.tallies(),
      licences: licences.tallies(),
      lengths: lengths.tallies().sort((a, b) => a.value - b.value),
      tenths: tenths.tallies(),
    },
    titles,
  );
}

function counter<V>() {
  const counts = new Map<V, Tally<V>>();
  return {
    count(value: V, isIn: boolean): void {
      const known = counts.get(value);
      if (known === undefined) counts.set(value, { value, pool: 1, selected: isIn ? 1 : 0 });
      else {
        known.pool++;
        if (isIn) known.selected++;
      }
    },
    tallies: (): Tally<V>[] => [...counts.values()],
  };
}
