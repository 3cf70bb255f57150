import type { Command } from 'commander';
import type { Explanation, StageDecision } from '../../shared/schemas/explanation.ts';
import { REASONS } from '../../shared/vocabulary/reasons.ts';
import { SIGNAL_ORIGINS } from '../../shared/vocabulary/signals.ts';
import type { StoredRun } from '../db/runs.ts';
import { findShardPool } from '../intake/shards/find-pool.ts';
import { openShardPool } from '../intake/shards/pool.ts';
import { NOBODY_WAITS, rowsLater } from '../intake/shards/read-later.ts';
import { rowReader } from '../intake/shards/read-rows.ts';
import { explainStored, notDecided } from '../runs/explained.ts';
import { findRun } from '../runs/find.ts';
import { decidedOverShards, numbersFor, onlyRow } from '../runs/over-shards/find.ts';
import type { CliContext } from './frame.ts';
import { table } from './text.ts';

/** `why`: what decided about one question, and what would turn it. */
export function register(program: Command, context: CliContext): void {
  program
    .command('why')
    .argument('<id>', "a question, by our id or the import's")
    .description('why a question is, or is not, in a selection')
    .option('--run <run>', 'a run, or latest', 'latest')
    .option(
      '--settings',
      'of a run over shards: look for settings that would select it, too, which reads the pool',
    )
    .addHelpText('after', '\nExample\n  winnow why math-00006 --run latest')
    .action(async (id: string, options: { run: string; settings?: boolean }) => {
      const run = findRun(context.workspace(), options.run);
      const { shards } = run.report;
      const explanation =
        shards === undefined || options.settings === true
          ? await (await import('./why-turns.ts')).whyWithTurns(context, run, id)
          : await whyOverShards(context, run, shards, id);
      context.out.result(explanation, () => whyText(explanation));
    });
}

/**
 * What was decided is read where it lies, by this process itself, so that one question of a large pool is told at once;
 * settings are looked for only where that is asked.
 */
async function whyOverShards(
  context: CliContext,
  run: StoredRun,
  { pool: poolId, sources }: NonNullable<StoredRun['report']['shards']>,
  id: string,
): Promise<Explanation> {
  const workspace = context.workspace();
  const pool = openShardPool(workspace, findShardPool(workspace, poolId), NOBODY_WAITS, sources ?? undefined);
  const reader = rowReader();
  try {
    const row = onlyRow(pool, id, await rowsLater(reader, pool, numbersFor(pool, id)));
    const stored = await decidedOverShards(workspace, run, pool, row);
    if (stored === undefined) throw notDecided(id, run);
    return explainStored({ run, stored });
  } finally {
    await reader.close();
  }
}

/** An explanation for people: every stage, what was found, what would turn it, and how likely a selection is. */
function whyText(told: Explanation): string {
  const { questionId, externalId, runId, decisions, chance } = told;
  const name = externalId === null ? questionId : `${externalId} (${questionId})`;
  return [
    `${name} in ${runId}`,
    table(decisions.map(row)),
    domainText(told),
    changeText(told),
    chanceText(chance),
  ]
    .concat(todayText(told))
    .join('\n');
}

const row = ({ stage, label = stage, kept, reason, evidence, margin }: StageDecision): string[] => [
  label,
  kept ? 'kept' : (reason ?? ''),
  margin === null ? '' : `margin ${margin}`,
  [kept || reason === null ? '' : REASONS[reason].says, evidenceText(evidence)].join(' ').trim(),
];

/** What the domain is, and what it was decided by. */
function domainText({ signals: { domain, domainFrom, domainConfidence } }: Explanation): string {
  const sure =
    domainConfidence === undefined
      ? ''
      : domainFrom === 'none'
        ? `; the classifier is only ${percent(domainConfidence)} sure of the likeliest`
        : `, ${percent(domainConfidence)} sure`;
  return `Its domain is ${domain}: ${SIGNAL_ORIGINS[domainFrom]}${sure}.`;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

function changeText({ change, turns, decisions }: Explanation): string {
  if (turns === null)
    return 'What would select it was not looked for; --settings does, and reads the whole pool.';
  const set = change.map(
    ({ stage, key, value }) =>
      `--set ${stage}.${key}=${quote(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  if (!turns)
    return `No setting of the recipe selects it${set.length > 0 ? `, not even: ${set.join(' ')}` : ''}.`;
  if (change.length > 0) return `It would be selected with: ${set.join(' ')}`;
  return decisions.at(-1)?.reason === null ? 'It is selected.' : 'A new run of the same recipe selects it.';
}

function todayText({ today }: Explanation): string[] {
  if (today === null) return [];
  const { stage, reason, rank } = today;
  const place = reason === null ? 'selected' : `${reason} at ${stage}`;
  return [
    `What is known has changed since: a new run of the same recipe and seed gives ${place}${rank === null ? '' : `, rank ${rank}`}.`,
  ];
}

function chanceText(chance: number | null): string {
  if (chance === null) return 'What other seeds do was not looked at.';
  if (chance === 0) return 'None of 1,000 other seeds selects it either.';
  if (chance === 1) return 'Every seed selects it.';
  return `Of 1,000 seeds, about ${Math.round(chance * 1000)} select it.`;
}

const quote = (value: string): string =>
  /^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

function evidenceText(evidence: object): string {
  if (Object.keys(evidence).length === 0) return '';
  const said = JSON.stringify(evidence);
  return said.length > 160 ? `${said.slice(0, 157)}...` : said;
}
