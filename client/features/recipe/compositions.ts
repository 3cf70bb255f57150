import type { MakeUp, Share } from '../../../shared/schemas/make-up.ts';
import { percent } from '../../lib/format.ts';
import { nameOf } from '../../lib/shares.ts';

/** What two selections are made of in one respect: `pool` counts the earlier selection, `selected` the later one. */
export function sharesBeside(before: readonly Share[], after: readonly Share[]): Share[] {
  const shares = new Map<string, Share>();
  for (const { name, title, selected } of before)
    if (selected > 0) shares.set(name, { name, title, pool: selected, selected: 0 });
  for (const { name, title, selected } of after) {
    const known = shares.get(name);
    if (known !== undefined) known.selected = selected;
    else if (selected > 0) shares.set(name, { name, title, pool: 0, selected });
  }
  return [...shares.values()].sort(
    (a, b) => b.selected - a.selected || b.pool - a.pool || (a.name < b.name ? -1 : 1),
  );
}

interface Bin {
  from: number;
  to: number;
  pool: number;
  selected: number;
}

/** The same for bins: those of either, in order. */
export function binsBeside(before: readonly Bin[], after: readonly Bin[]): Bin[] {
  const bins = new Map<number, Bin>();
  for (const { from, to, selected } of before) bins.set(from, { from, to, pool: selected, selected: 0 });
  for (const { from, to, selected } of after) {
    const known = bins.get(from);
    if (known !== undefined) known.selected = selected;
    else bins.set(from, { from, to, pool: 0, selected });
  }
  return trimmed([...bins.values()].sort((a, b) => a.from - b.from));
}

/** Without the empty bins at both ends. */
function trimmed(bins: Bin[]): Bin[] {
  const used = ({ pool, selected }: Bin) => pool + selected > 0;
  const first = bins.findIndex(used);
  return first < 0 ? [] : bins.slice(first, bins.findLastIndex(used) + 1);
}

/** What moved most. */
export function movedMost(
  shares: readonly Share[],
  { before, after }: { before: number; after: number },
  kind: string,
): string {
  const moved = ({ pool, selected }: Share) => selected / Math.max(after, 1) - pool / Math.max(before, 1);
  const most = shares.reduce<Share | null>(
    (best, share) => (best === null || Math.abs(moved(share)) > Math.abs(moved(best)) ? share : best),
    null,
  );
  if (most === null) return 'Nothing is selected';
  if (Math.abs(moved(most)) < 0.0005) return `By ${kind} the selection is made up as before`;
  return `${nameOf(most)} goes from ${percent(most.pool, before)} to ${percent(most.selected, after)} of the selection`;
}

/** How much longer or shorter the selection is. */
export function lengthMoved(before: MakeUp['lengths']['median'], after: MakeUp['lengths']['median']): string {
  const [was, is] = [before.selected, after.selected];
  if (was === null || is === null) return 'Lengths of the selection';
  const said = (n: number) => n.toLocaleString('en-US');
  return was === is
    ? `The median length stays ${said(is)} tokens`
    : `The median length goes from ${said(was)} to ${said(is)} tokens`;
}
