import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import { useMemo } from 'react';
import { Figure } from '../../../components/figure.tsx';
import { count, percent } from '../../../lib/format.ts';
import type { Columns } from '../columns.ts';
import { countsOf, type MapFilter } from '../filter.ts';

/** Proportions of the picture; it is as wide as its place. */
const WIDTH = 100;
const HEIGHT = 62;

interface Tile {
  name: string;
  title: string;
  all: number;
  meant: number;
}

/** Domains by how many questions they hold; how far a tile is filled says how many of them are meant. */
export function DomainTreemap({
  columns,
  fails,
  filter,
  onFilter,
}: {
  columns: Columns;
  fails: Uint8Array;
  filter: MapFilter;
  onFilter: (changes: MapFilter) => void;
}) {
  const tiles = useMemo(() => tilesOf(columns, fails), [columns, fails]);
  const places = useMemo(() => placed(tiles), [tiles]);
  const [largest] = tiles;
  return (
    <Figure
      title={
        largest === undefined
          ? 'No domain is known'
          : `${largest.title} is the largest of ${count(tiles.length)} domains`
      }
      note="Tiles are domains, filled by the share that is chosen. Press one to see it alone."
      table={{
        head: ['Domain', 'Questions', 'Chosen'],
        rows: tiles.map(({ title, all, meant }) => [title, all, meant]),
      }}
    >
      <div aria-hidden="true" className="relative w-full" style={{ aspectRatio: `${WIDTH} / ${HEIGHT}` }}>
        {places.map(({ tile, x0, y0, x1, y1 }) => (
          <button
            key={tile.name}
            type="button"
            tabIndex={-1}
            title={`${tile.title}: ${count(tile.meant)} of ${count(tile.all)} (${percent(tile.meant, tile.all)})`}
            onClick={() => onFilter({ domain: filter.domain === tile.name ? undefined : tile.name })}
            className={`absolute overflow-hidden border text-left hover:border-ink ${filter.domain === tile.name ? 'z-10 border-2 border-accent' : 'border-paper'} bg-behind`}
            style={{
              left: `${(100 * x0) / WIDTH}%`,
              top: `${(100 * y0) / HEIGHT}%`,
              width: `${(100 * (x1 - x0)) / WIDTH}%`,
              height: `${(100 * (y1 - y0)) / HEIGHT}%`,
            }}
          >
            <span
              className="absolute inset-x-0 bottom-0 bg-kept-soft"
              style={{ height: `${tile.all === 0 ? 0 : (100 * tile.meant) / tile.all}%` }}
            />
            {x1 - x0 > 15 && y1 - y0 > 7 && (
              <span
                className={`absolute inset-x-1 top-0.5 text-12 leading-head text-ink ${holds(tile.title, x1 - x0) ? 'line-clamp-2' : 'truncate'}`}
              >
                {tile.title}
              </span>
            )}
          </button>
        ))}
      </div>
    </Figure>
  );
}

/** Whether the longest word of a title stands whole in a tile so wide; a letter takes some 2 of the 100. */
const holds = (title: string, width: number): boolean =>
  width > 3 + 2 * Math.max(...title.split(/[ -]/).map(({ length }) => length));

function tilesOf({ domain, domains }: Columns, fails: Uint8Array): Tile[] {
  const { all, meant } = countsOf(domain, domains.length, fails, 'domain');
  return domains
    .map(({ name, title }, i) => ({ name, title: title ?? name, all: all[i] ?? 0, meant: meant[i] ?? 0 }))
    .sort((a, b) => b.all - a.all || (a.name < b.name ? -1 : 1));
}

/** Squarified treemap of Bruls, Huizing and van Wijk 2000; by all questions, so that no tile moves while one filters. */
function placed(tiles: readonly Tile[]) {
  const tree = hierarchy<Tile | { children: readonly Tile[] }>({ children: tiles }, (node) =>
    'children' in node ? node.children : null,
  ).sum((node) => ('all' in node ? node.all : 0));
  return treemap<Tile | { children: readonly Tile[] }>()
    .tile(treemapSquarify.ratio(1.6))
    .size([WIDTH, HEIGHT])(tree)
    .leaves()
    .flatMap(({ data, x0, y0, x1, y1 }) => ('all' in data ? [{ tile: data, x0, y0, x1, y1 }] : []));
}
