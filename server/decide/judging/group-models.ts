import { type Answers, type Cell, type ErrorModel, fitErrors } from './error-model.ts';

/** What other groups say of one counts as so many items at most (a power prior: Ibrahim and Chen 2000, Statistical Science 15). */
const BORROWED = 20;

/** A model for each group, which borrows a little from the others. */
export function groupModels<T extends { group: string }>(
  items: readonly T[],
  answersOf: (item: T) => Answers,
): Map<string, { model: ErrorModel; of: T[] }> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(item.group);
    if (known === undefined) groups.set(item.group, [item]);
    else known.push(item);
  }
  const values = items.reduce((most, item) => Math.max(most, answersOf(item).said.length), 2);
  const cells = new Map([...groups].map(([group, of]) => [group, cellsOf(of.map(answersOf))]));
  const all = together([...cells.values()].flat());
  return new Map(
    [...groups].map(([group, of]) => {
      const own = cells.get(group) ?? [];
      const weight = Math.min(1, BORROWED / Math.max(1, items.length - of.length));
      const others = together([...all, ...own.map((cell) => ({ ...cell, items: -cell.items }))]);
      const borrowed = others.map((cell) => ({ ...cell, items: cell.items * weight }));
      return [group, { model: fitErrors(together([...own, ...borrowed]), values), of }];
    }),
  );
}

/** What was said of items, each as a cell. */
export const cellsOf = (all: readonly Answers[]): Cell[] =>
  together(all.map((answers) => ({ ...answers, items: 1 })));

/** Cells of which the same was said as one. */
function together(all: readonly Cell[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { said, first, items } of all) {
    const key = `${first}:${said.join()}`;
    cells.set(key, { said, first, items: (cells.get(key)?.items ?? 0) + items });
  }
  return [...cells.values()].filter(({ items }) => items > 0);
}
