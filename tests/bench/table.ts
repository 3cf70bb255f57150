import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredTraining } from '../../shared/schemas/training.ts';
import type { Comparison } from './against-peers.ts';

/** Parts in the order of the table. */
const COMPARED = ['near', 'overlap', 'tokens', 'selection'];

/** Where the tables stand in README: of the peers, and of training on a GPU. */
const PLACES = [
  { name: 'npm run bench', table: peersTable },
  { name: 'npm run bench -- gpu', table: gpuTable },
] as const;

/** The table of README over the results that are kept, best read beside `tests/bench/results`. */
export function peersTable(root: string): string {
  const rows = COMPARED.flatMap((part) => comparisonsOf(root, part)).map(row);
  return [
    '| what | against | CPU of ours | CPU of theirs | times quicker | memory of ours | of theirs | the same result |',
    '|---|---|---:|---:|---:|---:|---:|---|',
    ...rows,
  ].join('\n');
}

function comparisonsOf(root: string, part: string): Comparison[] {
  const file = join(root, 'tests/bench/results', `${part}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Comparison[]) : [];
}

function row({ name, peerName, own, peer, times, found }: Comparison): string {
  const cells = [
    name,
    peerName,
    seconds(own.stageSeconds),
    peer === null ? 'not measured' : seconds(peer.stageSeconds),
    times === null
      ? ''
      : `${times.median.toFixed(1)} (${times.least.toFixed(1)} to ${times.most.toFixed(1)})`,
    `${own.memoryMb} MB`,
    peer === null ? '' : `${peer.memoryMb} MB`,
    sameness(found as Record<string, unknown>),
  ];
  return `| ${cells.join(' | ')} |`;
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;

/** What both found, in words. */
function sameness(found: Record<string, unknown>): string {
  const { sameRows, sameTotal, peerRecall, peerPrecision } = found;
  if (typeof peerRecall === 'number')
    return `recall 1.0 against ${peerRecall.toFixed(3)}; precision 1.0 against ${Number(peerPrecision).toFixed(3)}`;
  const same = sameRows ?? sameTotal;
  return same === true ? 'yes' : same === false ? '**no**' : '';
}

/** What training was measured to take on a GPU, or that nobody did. */
export function gpuTable(root: string): string {
  const file = join(root, 'tests/bench/results/h100.json');
  if (!existsSync(file))
    return 'Not measured: no H100 was to hand. The estimate is arithmetic, set so that s1’s published time comes out. On a machine with one, `npm run bench -- gpu` trains models of random weights on rows of 8k tokens by `run.sh`, writes `tests/bench/results/h100.json` and this place, and has the estimate go by it.';
  const rows = (JSON.parse(readFileSync(file, 'utf8')) as MeasuredTraining[]).map((one) =>
    [
      one.model.replace('-Instruct', ', random weights'),
      `${one.gpus} ${one.gpu}`,
      one.longest.toLocaleString('en-US'),
      one.tokensPerSecond.toLocaleString('en-US'),
      one.peakGB === null ? '' : `${one.peakGB} GB`,
      `${Math.round(100 * one.modelFlopsUtilisation)} %`,
      one.at,
    ].join(' | '),
  );
  return [
    '| all weights of | on | longest row | tokens a second | peak memory | model FLOPs utilisation | by `npm run bench -- gpu` on |',
    '|---|---|---:|---:|---:|---:|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** README with the tables of today. */
export const withTables = (readme: string, root: string): string =>
  PLACES.reduce((text, { name, table }) => {
    const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
    const [from, to] = [text.indexOf(begin), text.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`README.md has no place for the table: ${begin} … ${end}`);
    return `${text.slice(0, from + begin.length)}\n\n${table(root)}\n\n${text.slice(to)}`;
  }, readme);

export function putTables(root: string): void {
  const file = join(root, 'README.md');
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), root));
}
