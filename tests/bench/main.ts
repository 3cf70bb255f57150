import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMPARISONS, type Comparison } from './against-peers.ts';
import { measureCommands, measureGrowth } from './commands.ts';
import { gpuTrouble, measureGpu } from './gpu/gpu.ts';
import { readInputs } from './inputs.ts';
import { putTables } from './table.ts';

/**
 * Measures what README tells, all or the parts that are named, writes the figures to `results/` and the tables made
 * of them into README: `npm run bench [-- PART…]`.
 */
const PARTS = ['commands', 'growth', ...Object.keys(COMPARISONS), 'gpu'];
const RESULTS = join(import.meta.dirname, 'results');

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; the parts are: ${PARTS.join(', ')}.`);
  process.exit(2);
}
const isAsked = (part: string): boolean => asked.length === 0 || asked.includes(part);

const trouble = isAsked('gpu') ? gpuTrouble() : null;
if (trouble !== null) console.error(`left out: training on a GPU: ${trouble}`);
if (trouble !== null && asked.length === 1) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
try {
  mkdirSync(RESULTS, { recursive: true });
  if (isAsked('commands')) {
    const { results, previews } = await measureCommands(folder);
    keep('commands', results);
    if (previews !== null) keep('previews', previews);
  }
  if (isAsked('growth')) keep('growth', measureGrowth(folder));
  const parts = Object.entries(COMPARISONS).filter(([part]) => isAsked(part));
  const inputs = parts.length === 0 ? null : readInputs();
  for (const [part, compare] of parts) {
    if (inputs !== null) keep(part, compare(inputs, folder).map(told));
  }
  if (isAsked('gpu') && trouble === null) keep('h100', measureGpu(folder));
  putTables(join(import.meta.dirname, '../..'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Figures of a machine without a peer or the real pool do not take the place of those of a machine that has both. */
function keep(part: string, results: object | Comparison[]): void {
  const file = join(RESULTS, `${part}.json`);
  if (part in COMPARISONS && Array.isArray(results) && !results.every(isWhole) && existsSync(file)) {
    const known = JSON.parse(readFileSync(file, 'utf8')) as Comparison[];
    if (known.every(isWhole)) return;
  }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

function isWhole({ peer, pool }: Comparison): boolean {
  return peer !== null && pool === 'real';
}

function told(one: Comparison): Comparison {
  const { name, peerName, own, peer, times, found } = one;
  console.log(`${name}: ${own.stageSeconds} s of CPU, ${own.memoryMb} MB; ${JSON.stringify(found)}`);
  if (peer === null || times === null)
    console.log(`  left out: ${peerName}, which this machine does not have`);
  else
    console.log(`  ${peerName}: ${peer.stageSeconds} s, ${peer.memoryMb} MB: ${times.median} times as much`);
  return one;
}
