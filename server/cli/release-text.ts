import { counted } from '../../shared/counted.ts';
import type { ReleaseReport } from '../release/report.ts';
import { count, secondsText, table } from './text.ts';
import { reasonsText } from './traces-text.ts';

/** What was released and where it lies, for a terminal. */
export function releaseText(report: ReleaseReport, out: string): string {
  const bytes = report.files.reduce((sum, file) => sum + file.bytes, 0);
  const { s1 } = report.tokens;
  const rows = [
    ['formats', report.formats.join(', ')],
    [
      'tokens',
      `${count(s1.total)} in all; a row ${count(s1.p50)} (p50), ${count(s1.p99)} (p99), ${count(s1.max)} (longest)`,
    ],
    ['training', trainingText(report.estimate)],
    ...(report.validation === null
      ? []
      : [['held back', `${counted(report.validation.rows, 'row')} of the reserve, for validation`]]),
    ['gave way', gaveWayText(report)],
    ['policy', policyText(report)],
    ['files', `${report.files.length}, ${(bytes / 1e6).toFixed(1)} MB`],
    ['root', report.datasetRoot],
  ];
  const head = `${counted(report.rows, 'row')} released to ${out} (${secondsText(report.seconds)})`;
  return [head, '', table(rows), '', `  run ${report.runId}   ${report.releaseId}`].join('\n');
}

/** What s1's own model takes on as many GPUs as s1 had, and how to begin. */
function trainingText({ models }: ReleaseReport['estimate']): string {
  const theirs = models.find(({ model, gpus }) => model === S1_MODEL && gpus === 16);
  if (theirs?.minutes == null) return 'bash training/run.sh';
  const name = S1_MODEL.split('/').at(-1);
  return `${minutesText(theirs.minutes)} for ${name} on 16 H100: bash training/run.sh`;
}

const S1_MODEL = 'Qwen/Qwen2.5-32B-Instruct';

function minutesText({ low, high }: { low: number; high: number }): string {
  return high < 1 ? 'under a minute' : `about ${Math.round(low)} to ${Math.round(high)} minutes`;
}

/** What the policy was applied to; a flag that it blocks would have left nothing to tell of. */
function policyText({ gate: { policy, effects } }: ReleaseReport): string {
  const said = (['attest', 'inform'] as const)
    .map((effect) => [effect, reasonsText(effects[effect])] as const)
    .filter(([, codes]) => codes !== '')
    .map(([effect, codes]) => `${effect}: ${codes}`);
  return `${policy}; ${said.length === 0 ? 'no row carries an open flag' : said.join('; ')}`;
}

function gaveWayText({ gaveWay, fromReserve }: ReleaseReport): string {
  const reasons = reasonsText(gaveWay);
  return reasons === '' ? 'none' : `${reasons}; ${count(fromReserve)} of the reserve came in their place`;
}
