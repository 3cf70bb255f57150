import { useMemo } from 'react';
import { Figure } from '../../../components/figure.tsx';
import { count } from '../../../lib/format.ts';
import { type Bins, difficultyBins, difficultyText, lengthBins, lengthText } from '../bins.ts';
import type { Classes } from '../classes.ts';
import type { Columns } from '../columns.ts';
import type { useMapState } from '../use-map-state.ts';
import { BrushHistogram } from './brush-histogram.tsx';
import { DomainTreemap } from './domain-treemap.tsx';
import { Legend } from './legend.tsx';

/** What stands beside the map: legend, domains, lengths and difficulties, each counted under what the others leave. */
export function Panels({
  columns,
  fails,
  classes,
  state: { filter, set, show },
}: {
  columns: Columns;
  fails: Uint8Array;
  classes: Classes;
  state: ReturnType<typeof useMapState>;
}) {
  const lengths = useMemo(() => lengthBins(columns, fails, filter.length), [columns, fails, filter.length]);
  const difficulties = useMemo(
    () => difficultyBins(columns, fails, filter.difficulty),
    [columns, fails, filter.difficulty],
  );
  return (
    <aside
      aria-label="Charts of the map"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      className="flex flex-col gap-7 border-line px-4 py-4 max-lg:border-t lg:w-88 lg:shrink-0 min-[1400px]:w-104 lg:overflow-y-auto lg:border-l lg:px-5"
    >
      <Legend classes={classes} filter={filter} onFilter={set} />
      <DomainTreemap columns={columns} fails={fails} filter={filter} onFilter={set} />
      <Measure
        title={rangeTitle('Lengths', lengths, (edge) => count(edge), 'tokens')}
        note="Tokens; columns by the square root of their count. Drag to choose a range."
        name="length"
        bins={lengths}
        text={lengthText}
        sayEdge={count}
        onShow={(length) => show({ length })}
        onChoose={(length) => set({ length })}
      />
      {difficulties.all.some((n) => n > 0) && (
        <Measure
          title={rangeTitle('Difficulties', difficulties, (edge) => edge.toFixed(2), '')}
          note="0 is easy, 1 is hard; only questions whose difficulty is known."
          name="difficulty"
          bins={difficulties}
          text={difficultyText}
          sayEdge={(edge) => String(edge)}
          onShow={(difficulty) => show({ difficulty })}
          onChoose={(difficulty) => set({ difficulty })}
        />
      )}
    </aside>
  );
}

function Measure({
  title,
  note,
  name,
  bins,
  text,
  sayEdge,
  onShow,
  onChoose,
}: {
  title: string;
  note: string;
  name: string;
  bins: Bins;
  text: (bins: Bins, chosen: readonly [number, number]) => string;
  sayEdge: (edge: number) => string;
  onShow: (range: string | undefined) => void;
  onChoose: (range: string | undefined) => void;
}) {
  const worded = (chosen: readonly [number, number] | null) =>
    chosen === null ? undefined : text(bins, chosen);
  return (
    <Figure
      title={title}
      note={note}
      table={{
        head: ['From', 'Questions', 'Chosen'],
        rows: bins.all.map((n, i) => [bins.edges[i] ?? 0, n, bins.meant[i] ?? 0]),
      }}
    >
      <BrushHistogram
        name={name}
        bins={bins}
        sayEdge={sayEdge}
        onShow={(chosen) => onShow(worded(chosen))}
        onChoose={(chosen) => onChoose(worded(chosen))}
      />
    </Figure>
  );
}

/** What the chart shows, in words: where half of the questions that are meant lie. */
function rangeTitle(
  what: string,
  { edges, meant }: Bins,
  say: (edge: number) => string,
  unit: string,
): string {
  const total = meant.reduce((sum, n) => sum + n, 0);
  if (total === 0) return `${what}: none is chosen`;
  const at = (share: number): number => {
    let before = 0;
    return meant.findIndex((n) => {
      before += n;
      return before >= share * total;
    });
  };
  const [from, to] = [edges[at(0.25)] ?? 0, edges[at(0.75) + 1] ?? 0];
  return `${what}: half lie from ${say(from)} to ${say(to)}${unit === '' ? '' : ` ${unit}`}`;
}
