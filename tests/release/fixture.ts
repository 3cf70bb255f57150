import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectTraces } from '../../server/ask/collect.ts';
import { loadTraining } from '../../server/cli/training-assets.ts';
import type { NewQuestion } from '../../server/db/questions.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { buildRelease } from '../../server/release/build.ts';
import type { ReleaseEffects, ReleaseOptions } from '../../server/release/build-options.ts';
import { releaseFiles } from '../../server/release/files.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { SHIPPED } from '../comply/facts.ts';
import { testKey } from './test-key.ts';

/** Words instead of tokens, so that a test can count them by eye. */
export const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

export const TRAINING = loadTraining({ data: join(import.meta.dirname, '../../data') });

/** Files that every release carries for training. */
export const BUNDLE_FILES: readonly string[] = [
  ...[...TRAINING.bundle.keys()].map((path) => `training/${path}`),
  'training/estimate.json',
  'training/models.json',
  'training/settings.json',
  'training/template.json',
].sort();

const VERIFIER = readFileSync(join(import.meta.dirname, '../../data/release/verify.mjs'), 'utf8');

let ids = 0;

export const releaseEffects = (some: Partial<ReleaseEffects> = {}): ReleaseEffects => ({
  countTokens: countWords,
  tokenizer: { name: 'words', sha256: 'e'.repeat(64) },
  files: releaseFiles(process.pid, () => (++ids).toString(16).padStart(8, '0')),
  version: '0.0.0',
  shipped: SHIPPED,
  signingKey: testKey('winnow/test'),
  verifier: VERIFIER,
  training: TRAINING,
  progress: () => undefined,
  signal: new AbortController().signal,
  clock: () => 0,
  ...some,
});

/** A policy without what no made-up run fulfils: benchmarks, attempts and reviews. */
const lenient = (policy: Policy): Policy => ({
  ...policy,
  effects: {
    ...policy.effects,
    BENCHMARKS_NOT_CHECKED: 'inform',
    DIFFICULTY_ESTIMATED: 'inform',
    LICENCE_UNKNOWN: 'inform',
  },
  review: { floor: 'none' },
});

export const LENIENT: ReleaseEffects['shipped'] = {
  ...SHIPPED,
  policies: {
    ...SHIPPED.policies,
    strict: lenient(SHIPPED.policies.strict),
    'research-only': lenient(SHIPPED.policies['research-only']),
  },
};

export const collect = (workspace: Workspace, run: StoredRun, untilUsable?: number) =>
  collectTraces(
    workspace,
    { run, teacher: 'reference', untilUsable, actor: 'tester' },
    { ...releaseEffects(), countTokens: countWords },
  );

export const release = (
  workspace: Workspace,
  options: Omit<ReleaseOptions, 'actor'>,
  effects: Partial<ReleaseEffects> = {},
) =>
  buildRelease(
    workspace,
    { actor: 'tester', ...options },
    releaseEffects({ signingKey: testKey(workspace.log), ...effects }),
  );

/** Five questions that differ in what matters to a release: licence, revision, options, script, a missing solution. */
export const FIVE: readonly NewQuestion[] = [
  worked('alpha', { license: 'MIT', source: 'first', revision: 'v1', row: 3 }),
  worked('beta', { source: 'first', revision: 'v1', options: ['one', 'two'], answer: 'B', row: 4 }),
  worked('gamma', { solution: null, source: 'second', license: null }),
  worked('delta', { question: '\n 三角形的内角和是多少？ ', answer: '180', source: 'second', license: null }),
  worked('epsilon', {
    solution: 'First line.\n\nThen \u2028 a "quote", a \\frac{1}{2} and 3 < 4.',
    source: 'second | x',
    license: 'CC-BY-4.0',
  }),
];

/** A workspace whose run selected four of the five, with traces collected until four can be used. */
export async function collected(workspace: Workspace): Promise<StoredRun> {
  storeImport(workspace);
  const run = storeRankedRun(workspace, FIVE, 4);
  await collect(workspace, run, 4);
  return run;
}

/** The import that the questions of a test say they come from, with its file. */
export function storeImport(workspace: Workspace): void {
  const files = [{ name: 'pool.jsonl.gz', sha256: 'f'.repeat(64), bytes: 1234 }];
  const counts = { imported: 5, superseded: 0, alreadyPresent: 0, rejected: 0, rejections: [], warnings: [] };
  const report = { importId: 'imp-test', sources: [], ...counts, seconds: 0 };
  workspace.write('test', () =>
    workspace.imports.insert({ id: 'imp-test', createdAt: '2026-11-24T00:00:00.000Z', files, report }),
  );
}

const encodingOf = (path: string) => (path.endsWith('.parquet') ? 'latin1' : 'utf8');

/** The bytes of a file of a folder that was read. */
export const bytesOf = (path: string, text: string): Buffer => Buffer.from(text, encodingOf(path));

/** Every file below a folder, by its relative path, as text; a table as one character a byte. */
export function readTree(folder: string, under = ''): Record<string, string> {
  const tree: Record<string, string> = {};
  const entries = readdirSync(join(folder, under), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(tree, readTree(folder, path));
    else tree[path] = readFileSync(join(folder, path), encodingOf(path));
  }
  return tree;
}

/** What tests read of a line of provenance.jsonl. */
export interface ProvenanceLine {
  line: number;
  lines: Record<string, string>;
  questionId: string;
  externalId: string;
  rank: number;
}

/** The lines of provenance.jsonl of a folder that was read. */
export const provenanceOf = (tree: Record<string, string>): ProvenanceLine[] =>
  linesOf(tree['provenance.jsonl']).map((line) => JSON.parse(line) as ProvenanceLine);

/** Lines of a text that ends with a line feed. */
export const linesOf = (text = ''): string[] => text.split('\n').slice(0, -1);
