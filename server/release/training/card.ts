import { count, markdownTable, plain } from '../markdown.ts';
import type { Range } from './estimate.ts';
import type { TrainingEstimate } from './report.ts';

/** What the card says of a training: kinds of traces, lengths, what it takes, and the command. */
export function trainingPart(estimate: TrainingEstimate): string {
  const { maxLength, template, warnings, says } = estimate;
  return [
    '```sh\npip install -r training/requirements.txt\nMODEL=Qwen/Qwen2.5-32B-Instruct bash training/run.sh\n```',
    `\`training/\` holds s1’s recipe (5 epochs, 16 rows a step, 1e-5 cosine, loss on the response alone), a preflight that refuses a broken copy, and configs for other trainers. Rows are rendered by the template \`${plain(template)}\`; every config takes ${count(maxLength)} tokens, so none is cut.`,
    kinds(estimate),
    takes(estimate),
    [...warnings.map((warning) => `- ${warning}`), ...says.map((line) => `- ${line}`)].join('\n'),
  ].join('\n\n');
}

function kinds({ kinds: held, s1K, over, rows: all }: TrainingEstimate): string {
  const rows = Object.entries(held).map(([kind, { rows: n, tokens }]) => [
    plain(kind),
    ...[n, Math.round(tokens.mean), tokens.p50, tokens.p90, tokens.p99, tokens.max].map(count),
  ]);
  const share = all === 0 ? 0 : Math.round((100 * (over['4096'] ?? 0)) / all);
  const table = markdownTable(
    ['kind of trace', 'rows', 'mean tokens', 'p50', 'p90', 'p99', 'longest'],
    ['', 'right', 'right', 'right', 'right', 'right', 'right'],
    [...rows, [`s1K, to compare (${s1K.kind})`, count(s1K.rows), count(s1K.meanTokens), '', '', '', '']],
  );
  return `${table}\n\nOf the rows ${share} % have more than 4,096 tokens, of s1K’s ${Math.round(100 * s1K.shareOver4096)} % (its other quantiles are not published).`;
}

/** Unit: minutes and GPU hours, low to high. */
function takes({ models, gpu, gpuPriceUsd }: TrainingEstimate): string {
  const rows = models.map(({ model, gpus, plan, minutes, gpuHours, usd }) => [
    plain(model),
    count(gpus),
    plan?.method ?? 'does not fit',
    plan === null ? '' : String(plan.peakGB),
    range(minutes),
    range(gpuHours),
    ...(gpuPriceUsd === null ? [] : [range(usd)]),
  ]);
  const heads = ['model', gpu.name, 'method', 'peak GB', 'minutes', 'GPU hours'];
  const sides = ['', 'right', '', 'right', 'right', 'right', 'right'] as const;
  return markdownTable(
    gpuPriceUsd === null ? heads : [...heads, 'dollars'],
    gpuPriceUsd === null ? sides.slice(0, -1) : sides,
    rows,
  );
}

const range = (of: Range | null): string => (of === null ? '' : `${of.low} to ${of.high}`);
