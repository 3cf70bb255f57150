import { buildOverlapIndex, FINGERPRINT_WINDOW } from '../../algorithms/overlap-index.ts';
import type { Match } from '../../algorithms/overlap-match.ts';
import { overlapMatcher } from '../../algorithms/overlap-matcher.ts';
import type { Tables } from '../../db/tables.ts';

/** What a text shares with the benchmarks of the workspace; made when the first text comes. */
export function benchmarkMatcher({
  benchmarks,
}: Pick<Tables, 'benchmarks'>): (text: string) => readonly Match[] {
  let made: ((text: string) => readonly Match[]) | undefined;
  return (text) => {
    made ??= build(benchmarks);
    return made(text);
  };
}

function build(benchmarks: Tables['benchmarks']): (text: string) => readonly Match[] {
  const all = benchmarks.items();
  const items = all.flatMap(({ benchmark, id, text }) =>
    text === null ? [] : [{ set: benchmark, id, text }],
  );
  const fingerprints = all.flatMap(({ benchmark, id, words, fingerprints: prints }) =>
    prints === null ? [] : [{ set: benchmark, id, words, fingerprints: prints }],
  );
  if (items.length + fingerprints.length === 0) return () => [];
  return overlapMatcher(buildOverlapIndex({ window: FINGERPRINT_WINDOW, items, fingerprints }));
}
