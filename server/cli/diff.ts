import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Cause, QuestionChange, RunDiff } from '../../shared/schemas/run-diff.ts';
import type { Workspace } from '../db/workspace.ts';
import { diffReleases } from '../release/diff/diff.ts';
import { countCauses } from '../runs/diff/causes.ts';
import { diffRuns } from '../runs/diff/diff.ts';
import { releaseDiffText } from './diff-releases.ts';
import type { CliContext } from './frame.ts';
import { runEffects } from './run.ts';
import { count, oneLine, table } from './text.ts';

/** How many questions are shown on each side; `--json` has all of them. */
const SHOWN = 10;

/** `diff`: how two runs differ, question by question, and why. */
export function register(program: Command, context: CliContext): void {
  program
    .command('diff')
    .argument('<first>', 'a run, or latest; or a release, by its id or its folder')
    .argument('<second>', 'another of the same kind')
    .description(
      'how a second run or release differs from a first, question by question, and what each change is put down to',
    )
    .addHelpText('after', '\nExample\n  winnow diff run-0123456789 latest')
    .action(async (a: string, b: string) => {
      const workspace = context.workspace();
      if (isRelease(workspace, a) && isRelease(workspace, b)) {
        const diff = diffReleases(workspace, { a, b });
        context.out.result(diff, () => releaseDiffText(diff));
        return;
      }
      const diff = await diffRuns(workspace, { a, b }, runEffects(context));
      context.out.result(diff, () => diffText(diff));
    });
}

/** Whether a name is that of a release, or of the folder of one. */
const isRelease = ({ releases }: Pick<Workspace, 'releases'>, name: string): boolean =>
  releases.byId(name) !== undefined || existsSync(join(name, 'manifest.json'));

/** A diff for people: what the runs differ in, the funnels, and what came of it. */
function diffText(diff: RunDiff): string {
  const { runs, factors, selected, added, removed, moved, warnings } = diff;
  return [
    `${runs[0]} and ${runs[1]} differ in ${factors.length === 0 ? 'nothing that decides' : factors.map(factorText).join(', ')}.`,
    '',
    funnelsText(diff),
    '',
    `  selected ${count(selected.before)} and ${count(selected.after)}, both ${count(selected.both)}: ${count(added.length)} in, ${count(removed.length)} out; ${count(moved.length)} others moved`,
    ...causesText(diff),
    ...sideText('in', added),
    ...sideText('out', removed),
    ...warnings.map((warning) => `  note: ${warning}`),
  ].join('\n');
}

function funnelsText({ funnel, runs }: RunDiff): string {
  const kept = (side: RunDiff['funnel'][number]['before']) =>
    side === null ? ['', '', ''] : [count(side.in), count(side.kept), count(side.in - side.kept)];
  return table([
    ['stage', 'in', 'kept', 'fell', 'in', 'kept', 'fell', `(${runs.join(', then ')})`],
    ...funnel.map(({ stage, before, after }) => [
      after?.label ?? before?.label ?? stage,
      ...kept(before),
      ...kept(after),
    ]),
  ]);
}

/** How many changes each cause accounts for. */
function causesText(diff: RunDiff): string[] {
  const causes = countCauses(diff);
  if (causes.length === 0) return [];
  const rows = causes.map((cause) => [
    causeText(cause),
    count(cause.added),
    count(cause.removed),
    count(cause.moved),
  ]);
  return ['', table([['put down to', 'in', 'out', 'moved'], ...rows])];
}

function sideText(name: string, changes: readonly QuestionChange[]): string[] {
  if (changes.length === 0) return [];
  const rows = changes
    .slice(0, SHOWN)
    .map(({ questionId, externalId, before, after, cause }) => [
      oneLine(externalId ?? questionId),
      `${placeText(before)} -> ${placeText(after)}`,
      causeText(cause),
    ]);
  const more = changes.length > SHOWN ? [`  and ${count(changes.length - SHOWN)} more, with --json`] : [];
  return ['', `  ${name}`, table(rows, '    '), ...more];
}

function placeText(place: QuestionChange['before']): string {
  if (place === null) return 'not in the pool';
  const { stage, reason, rank } = place;
  if (reason === null) return `selected, rank ${rank}`;
  return `${stage}: ${reason}${rank === null ? '' : `, rank ${rank}`}`;
}

function factorText({ kind, stage, key, from, to }: RunDiff['factors'][number]): string {
  if (kind === 'pool' || kind === 'evidence') return `the ${kind}`;
  return `${stage === null || kind === 'seed' ? key : `${stage}.${key}`} ${valueText(from)} -> ${valueText(to)}`;
}

function valueText(value: unknown): string {
  const text = oneLine(JSON.stringify(value));
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}

/** What others brought about has the name of its kind. */
const OTHERS: Readonly<Record<string, string>> = { evidence: 'of other questions', pool: 'other questions' };

function causeText({ kind, stage, key, together = [] }: Pick<Cause, 'kind' | 'stage' | 'key' | 'together'>) {
  const named = (one: Pick<Cause, 'kind' | 'stage' | 'key'>) =>
    one.kind === 'recipe' && one.stage !== null ? `${one.stage}.${one.key}` : one.key;
  const others = together.length === 0 ? '' : ` with ${together.map(named).join(', ')}`;
  return kind === 'recipe' || kind === 'seed'
    ? `${named({ kind, stage, key })}${others}`
    : `${kind}: ${kind === key ? (OTHERS[key] ?? key) : key}${stage === null ? '' : `, at ${stage}`}${others}`;
}
