import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from './against-peers.ts';

/** Parts in the order of the table. */
const COMPARED = ['near', 'overlap', 'tokens', 'selection'];

const BEGIN = '<!-- npm run bench: begin -->';
const END = '<!-- npm run bench: end -->';

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

/** README with the tables of today. */
export function withTables(readme: string, root: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no place for the table: ${BEGIN} … ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${peersTable(root)}\n\n${readme.slice(end)}`;
}

export function putTables(root: string): void {
  const file = join(root, 'README.md');
  writeFileSync(file, withTables(readFileSync(file, 'utf8'), root));
}
