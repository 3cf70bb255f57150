import { isStage, stageName } from '../../lib/stages.ts';
import type { Columns } from './columns.ts';
import { countsOf, type Facet, type MapFilter } from './filter.ts';

/** What points may be coloured by. */
export const COLOURINGS = [
  { value: 'outcome', label: 'Outcome' },
  { value: 'selection', label: 'Selection' },
  { value: 'domain', label: 'Domain' },
  { value: 'source', label: 'Source' },
] as const;
export type Colouring = (typeof COLOURINGS)[number]['value'];

/** A line of the legend: points of one colour. */
export interface Kind {
  name: string;
  /** A colour of the style sheet. */
  colour: string;
  /** What the filter becomes where only these are meant; null for the rest, which no filter names. */
  filter: MapFilter | null;
  all: number;
  meant: number;
}

export interface Classes {
  /** The kind of each point. */
  of: Uint8Array;
  kinds: Kind[];
  /** These are drawn over the others. */
  top: number;
}

/** Hues that stay apart for colour-blind eyes (after Okabe and Ito), the largest kind first. */
const HUES = [
  'var(--kept)',
  'var(--stage-overlap)',
  'var(--stage-difficulty)',
  'var(--stage-quality)',
  'var(--stage-signals)',
  'var(--stage-duplicates)',
  'var(--stage-evidence)',
  'var(--stage-wellformed)',
] as const;
const REST = 'var(--map-rest)';

/** Puts each point into a kind by what it is coloured by. */
export function classesOf(columns: Columns, by: Colouring, fails: Uint8Array): Classes {
  if (by === 'domain')
    return largest(
      columns.domain,
      columns.domains.map(({ name, title }) => ({ name: title ?? name, filter: { domain: name } })),
      fails,
      'domain',
    );
  if (by === 'source')
    return largest(
      columns.source,
      columns.sources.map((source) => ({ name: source, filter: { source } })),
      fails,
      'source',
    );
  return outcomes(columns, fails, by === 'selection');
}

function largest(
  values: Uint16Array,
  named: readonly { name: string; filter: MapFilter }[],
  fails: Uint8Array,
  facet: Facet,
): Classes {
  const { all, meant } = countsOf(values, named.length, fails, facet);
  const order = named.map((_, i) => i).sort((a, b) => (all[b] ?? 0) - (all[a] ?? 0) || a - b);
  const shown = order.slice(0, order.length <= HUES.length + 1 ? order.length : HUES.length);
  const kinds: Kind[] = shown.map((value, i) => ({
    name: named[value]?.name ?? '',
    colour: HUES[i] ?? REST,
    filter: named[value]?.filter ?? null,
    all: all[value] ?? 0,
    meant: meant[value] ?? 0,
  }));
  const rest = order.slice(shown.length);
  const sum = (counts: Uint32Array) => rest.reduce((total, value) => total + (counts[value] ?? 0), 0);
  if (rest.length > 0)
    kinds.push({
      name: `${rest.length} other ${facet}s`,
      colour: REST,
      filter: null,
      all: sum(all),
      meant: sum(meant),
    });
  const kindOf = Uint8Array.from(named, (_, value) => {
    const at = shown.indexOf(value);
    return at < 0 ? shown.length : at;
  });
  return { of: mapped(values, kindOf), kinds, top: -1 };
}

/** By the stage where they fell, or only by whether they were selected. */
function outcomes(columns: Columns, fails: Uint8Array, isSelection: boolean): Classes {
  const kinds: Kind[] = [];
  const at = new Map<string, number>();
  const { all, meant } = countsOf(columns.outcome, columns.outcomes.length, fails, 'outcome');
  const kindOf = Uint8Array.from(columns.outcomes, (outcome, i) => {
    const { key, ...kind } = isSelection ? selectionKind(outcome) : outcomeKind(outcome);
    const known = at.get(key) ?? kinds.push({ ...kind, all: 0, meant: 0 }) - 1;
    at.set(key, known);
    const made = kinds[known];
    if (made !== undefined) {
      made.all += all[i] ?? 0;
      made.meant += meant[i] ?? 0;
    }
    return known;
  });
  const order = kinds
    .map((_, i) => i)
    .sort(
      (a, b) => rankOf(kinds[a]) - rankOf(kinds[b]) || (kinds[b]?.all ?? 0) - (kinds[a]?.all ?? 0) || a - b,
    );
  const place = new Uint8Array(kinds.length);
  order.forEach((kind, i) => {
    place[kind] = i;
  });
  const sorted = order.flatMap((kind) => kinds[kind] ?? []);
  return {
    of: mapped(
      columns.outcome,
      kindOf.map((kind) => place[kind] ?? 0),
    ),
    kinds: sorted,
    top: sorted.findIndex(({ filter }) => filter?.kept === 'true'),
  };
}

type Outcome = Columns['outcomes'][number];
type Named = Pick<Kind, 'name' | 'colour' | 'filter'> & { key: string };

const SELECTED: Named = {
  key: 'selected',
  name: 'Selected',
  colour: 'var(--kept)',
  filter: { kept: 'true' },
};

function outcomeKind({ stage, reason }: Outcome): Named {
  if (reason === null) return SELECTED;
  if (reason === 'reserve')
    return { key: reason, name: 'In reserve', colour: 'var(--kept-soft)', filter: { stage, reason } };
  if (reason === 'not-drawn')
    return { key: reason, name: 'Not drawn', colour: 'var(--map-rest)', filter: { stage, reason } };
  const name = isStage(stage) ? stageName(stage) : stage;
  return {
    key: stage,
    name: `Fell at ${name.toLowerCase()}`,
    colour: `var(--stage-${stage})`,
    filter: { stage },
  };
}

function selectionKind({ stage, reason }: Outcome): Named {
  if (reason === null) return SELECTED;
  if (reason === 'reserve')
    return { key: reason, name: 'In reserve', colour: 'var(--stage-overlap)', filter: { stage, reason } };
  return { key: 'others', name: 'Not selected', colour: 'var(--map-rest)', filter: { kept: 'false' } };
}

/** The selected come first, then the reserve, then the others, the many last. */
function rankOf(kind: Kind | undefined): number {
  if (kind?.filter?.kept === 'true') return 0;
  if (kind?.filter?.reason === 'reserve') return 1;
  return kind?.filter?.reason === 'not-drawn' || kind?.filter?.kept === 'false' ? 3 : 2;
}

function mapped(values: ArrayLike<number>, kindOf: Uint8Array): Uint8Array {
  const of = new Uint8Array(values.length);
  for (let i = 0; i < of.length; i++) of[i] = kindOf[values[i] ?? 0] ?? 0;
  return of;
}
