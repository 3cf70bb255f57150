import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Facets } from '../../../../shared/schemas/pool-filter.ts';
import { type Facet, LENGTH_EDGES, LONGEST, NO_LICENCE } from '../../../../shared/vocabulary/pool.ts';
import { count, sentence } from '../../../lib/format.ts';
import { isStage, reasonName, stageName } from '../../../lib/stages.ts';
import type { PoolFilter } from '../../../lib/urls.ts';
import { facetsQuery } from '../api/get-decisions.ts';
import { lengthSaid } from '../headline.ts';

const TITLES: Readonly<Record<Facet, string>> = {
  stage: 'Stage',
  reason: 'Reason',
  source: 'Source',
  domain: 'Domain',
  license: 'Licence',
  length: 'Length in tokens',
  difficulty: 'Difficulty',
  flag: 'Open flags',
  mark: 'Said by hand',
  tag: 'Tags',
  review: 'Reviews',
};
const ORDER = Object.keys(TITLES) as Facet[];
/** Values that are shown before somebody asks for all. */
const FIRST = 6;

/** How many questions have each value of each column, and a way to narrow the list to one. */
export function FacetPanel({ runId, filter }: { runId: string; filter: PoolFilter }) {
  const { data } = useQuery(facetsQuery(runId, filter));
  return (
    <aside
      aria-label="Facets"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      aria-busy={data === undefined}
      className="w-60 shrink-0 overflow-y-auto border-t border-r border-line px-4 py-3 focus-visible:-outline-offset-2 max-sm:max-h-64 max-sm:w-auto max-sm:border-r-0 lg:pl-8"
    >
      {ORDER.map((facet) => {
        const values = data?.facets.find((one) => one.facet === facet)?.values ?? [];
        return values.length === 0 ? null : <One key={facet} facet={facet} values={values} filter={filter} />;
      })}
    </aside>
  );
}

type Values = Facets['facets'][number]['values'];

function One({ facet, values, filter }: { facet: Facet; values: Values; filter: PoolFilter }) {
  const [isWhole, setWhole] = useState(false);
  const [search, setSearch] = useSearchParams();
  const shown = isWhole ? values : values.slice(0, isBinned(facet) ? values.length : FIRST);
  const choose = (params: Readonly<Record<string, string | undefined>>): void => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(params)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  return (
    <section aria-label={TITLES[facet]} className="mb-4">
      <h2 className="mb-1 text-12 font-medium text-muted">{TITLES[facet]}</h2>
      <ul>
        {shown.map(({ value, title, count: many }) => {
          const params = paramsFor(facet, value);
          const isChosen = Object.entries(params).every(
            ([name, wanted]) => (filter as Record<string, string | undefined>)[name] === wanted,
          );
          const name = nameOf(facet, value, title);
          return (
            <li key={value}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => choose(isChosen ? cleared(params) : { ...params, ...against(facet) })}
                className="-mx-1.5 flex min-h-6 w-[calc(100%+12px)] items-baseline gap-2 rounded-ui px-1.5 text-left text-13 hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:font-medium"
              >
                <span className="min-w-0 flex-1 truncate" title={name}>
                  {name}
                </span>
                <span className="text-12 text-muted tabular-nums">{count(many)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length < values.length && (
        <button type="button" className="quiet -ml-2" onClick={() => setWhole(true)}>
          All {values.length}
          <span className="sr-only"> of {TITLES[facet]}</span>
        </button>
      )}
    </section>
  );
}

const isBinned = (facet: Facet): boolean => facet === 'length' || facet === 'difficulty';

const cleared = (params: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.keys(params).map((name) => [name, undefined]));

/** What a value of a facet is in the address. */
function paramsFor(facet: Facet, value: string): Record<string, string> {
  const from = Number(value);
  if (facet === 'length') {
    const next = LENGTH_EDGES[LENGTH_EDGES.indexOf(from as (typeof LENGTH_EDGES)[number]) + 1];
    return { length: `${value}-${next === undefined ? LONGEST : next - 1}` };
  }
  if (facet === 'difficulty') return { difficulty: `${value}-${((from * 10 + 1) / 10).toFixed(1)}` };
  return { [facet]: value };
}

/** What would stand against a choice: a question that fell is none of the selected. */
const against = (facet: Facet) =>
  facet === 'stage' || facet === 'reason' ? { kept: undefined, passed: undefined } : {};

function nameOf(facet: Facet, value: string, title: string | undefined): string {
  if (facet === 'length') return lengthSaid(paramsFor(facet, value).length ?? '');
  if (facet === 'difficulty') return (paramsFor(facet, value).difficulty ?? '').replace('-', ' to ');
  if (facet === 'stage' && isStage(value)) return stageName(value);
  if (facet === 'reason') return sentence(reasonName(value));
  if (facet === 'license' && value === NO_LICENCE) return 'None declared';
  if (facet === 'mark') return value === 'pin' ? 'Pinned' : 'Excluded';
  if (facet === 'review') return value === 'none' ? 'Judged by nobody' : sentence(value);
  return title ?? value;
}
