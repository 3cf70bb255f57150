import { counted } from '../../shared/counted.ts';
import type { ReleaseChange, ReleaseDiff } from '../../shared/schemas/release-diff.ts';
import { count, oneLine, table } from './text.ts';

/** How many rows are shown on each side; `--json` has all of them. */
const SHOWN = 10;

/** The difference between two releases for people. */
export function releaseDiffText(diff: ReleaseDiff): string {
  const { before, after, counts, causes } = diff;
  const causeRows = causes.map(({ kind, added, removed, changed, moved }) => [
    kind,
    count(added),
    count(removed),
    count(changed),
    count(moved),
  ]);
  return [
    `${after.releaseId} (${counted(after.rows, 'row')}) beside ${before.releaseId} (${counted(before.rows, 'row')})`,
    `  ${count(counts.added)} came, ${count(counts.removed)} went, ${count(counts.changed)} changed, ${count(counts.moved)} have another rank, ${count(counts.same)} are the same`,
    ...(causes.length === 0
      ? []
      : ['', table([['put down to', 'came', 'went', 'changed', 'moved'], ...causeRows])]),
    ...sideText('came', diff.added),
    ...sideText('went', diff.removed),
    ...sideText('changed', diff.changed),
  ].join('\n');
}

function sideText(name: string, changes: readonly ReleaseChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes
    .slice(0, SHOWN)
    .map(({ questionId, externalId, changed, cause }) => [
      oneLine(externalId ?? questionId),
      changed.map(({ field }) => field).join(', '),
      oneLine(cause.says),
    ]);
  const more = changes.length > SHOWN ? [`  and ${count(changes.length - SHOWN)} more, with --json`] : [];
  return ['', `  ${name}`, table(rows, '    '), ...more];
}
