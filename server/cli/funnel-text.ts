import type { FunnelStage, Run } from '../../shared/schemas/decision.ts';
import { figuresText } from './figures-text.ts';
import { count, secondsText, table } from './text.ts';

/** Width of the widest bar. Unit: characters. */
const BAR = 24;

/** The funnel of a run for a terminal: a line a stage with what is left of it and why the others fell. */
export function funnelText(run: Run): string {
  const rows = run.funnel.map((stage) => [
    stage.label ?? stage.stage,
    count(stage.in),
    bar(stage.kept, run.pool),
    count(stage.kept),
    fellText(stage),
  ]);
  const head = `${count(run.selected)} of ${count(run.pool)} selected, ${count(run.reserve)} in reserve (recipe ${run.recipe}, seed ${run.seed}, ${secondsText(run.seconds)})`;
  return [
    head,
    '',
    table([['stage', 'in', '', 'kept', 'fell'], ...rows]),
    '',
    ...figuresText(run).map((line) => `  ${line}`),
    `  run ${run.runId}   selection ${run.selectionSha256.slice(0, 16)}`,
    ...domainsText(run.signals),
    ...run.warnings.map((warning) => `  note: ${warning}`),
  ].join('\n');
}

function bar(kept: number, pool: number): string {
  if (pool === 0) return '';
  const width = (kept / pool) * BAR;
  return kept > 0 && width < 1 ? '▏' : '█'.repeat(Math.round(width));
}

export function fellText({ stage, dropped, notes, notApplied }: FunnelStage): string {
  if (notApplied !== null) return `not applied: ${notApplied.why}`;
  const fell = Object.entries(dropped)
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => `${reason} ${count(n)}`);
  const noted = Object.entries(notes).map(([reason, n]) => `${reason} ${count(n)} noted`);
  const said = [...fell, ...noted].join(', ');
  return said === '' && stage !== 'diversity' ? 'none' : said;
}

/** Where domains are from, and how well those are told that nobody stated. */
function domainsText({ domain, domainFit }: Run['signals']): string[] {
  if (domainFit === undefined) return [];
  const stated = (domain.label ?? 0) + (domain.metadata ?? 0);
  const { crossValidated, domains } = domainFit;
  const told = domain.classifier ?? 0;
  const checked =
    crossValidated === null
      ? ' (nothing to check it against)'
      : ` (macro-F1 ${crossValidated.macroF1.toFixed(2)} over ${domains} domains, held back)`;
  return [
    `  domains     ${count(stated)} stated, ${count(told)} told from the text${told === 0 ? '' : checked}, ${count(domain.none ?? 0)} unknown`,
  ];
}
