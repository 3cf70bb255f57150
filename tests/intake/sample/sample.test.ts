import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../../server/algorithms/words.ts';
import { importFiles } from '../../../server/intake/import-files.ts';
import { readSampleData, selfTest, writeSample } from '../../../server/intake/sample/folder.ts';
import { generateSample } from '../../../server/intake/sample/generate.ts';
import { temporaryFolder, temporaryWorkspace } from '../../helpers/workspace.ts';

const DATA = join(import.meta.dirname, '../../../data');
const SMALL = { questions: 2000 };

interface Line {
  id: string;
  source: string;
  question: string;
  solution: string | null;
  answer: string | null;
  license?: string | null;
}

function texts(options: { seed?: number; questions: number }): Map<string, string> {
  const files = new Map<string, string>();
  for (const { path, text } of generateSample(readSampleData(DATA), options)) {
    files.set(path, (files.get(path) ?? '') + text);
  }
  return files;
}

const questionsOf = (files: ReadonlyMap<string, string>): Line[] =>
  [...files]
    .filter(([path]) => path.endsWith('.jsonl.gz'))
    .flatMap(([, text]) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    );

it.each([1, 20, 120, 600])(
  'has as many questions as are asked for, %i, though there is little to copy from',
  (questions) => {
    expect(questionsOf(texts({ questions }))).toHaveLength(questions);
  },
);

describe('generateSample(data, options)', () => {
  let files: Map<string, string>;
  let lines: Line[];
  beforeAll(() => {
    files = texts(SMALL);
    lines = questionsOf(files);
  });

  it('is the same twice, and another by another seed', () => {
    expect(texts(SMALL)).toEqual(files);
    expect(texts({ ...SMALL, seed: 2 }).get('truth.json')).not.toBe(files.get('truth.json'));
  });

  it('has as many questions as were asked for, each under an id of its own, of sources called sample-', () => {
    expect(lines).toHaveLength(SMALL.questions);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(SMALL.questions);
    expect(lines.filter(({ source }) => !source.startsWith('sample-'))).toEqual([]);
    expect(new Set(lines.map(({ source }) => source)).size).toBeGreaterThanOrEqual(9);
    expect(new Set(lines.map(({ license }) => license ?? null)).size).toBeGreaterThanOrEqual(5);
  });

  it('repeats no text but where a copy was planted', () => {
    const truth = JSON.parse(files.get('truth.json') ?? '') as { planted: { id: string }[] };
    const planted = new Set(truth.planted.map(({ id }) => id));
    const plain = lines.filter(({ id }) => !planted.has(id)).map(({ question }) => words(question).join(' '));
    expect(new Set(plain).size).toBe(plain.length);
  });

  it('writes well-formed text with paired dollars, a solution or the reason why not', () => {
    for (const { id, question, solution } of lines) {
      const text = `${question}\n${solution ?? ''}`;
      expect(text.isWellFormed(), id).toBe(true);
      expect(text.includes('undefined') || text.includes('NaN'), id).toBe(false);
    }
    const without = lines.filter(({ solution }) => solution === null).length / lines.length;
    expect(without).toBeGreaterThan(0.02);
    expect(without).toBeLessThan(0.2);
  });
});

describe('writeSample(folder, data)', () => {
  it('writes files that the import takes whole, finds them again, and tells what was planted', async () => {
    const dir = temporaryFolder();
    const sample = writeSample(dir, DATA, () => undefined, SMALL);
    const first = readFileSync(sample.questions[0] ?? '');
    expect(writeSample(dir, DATA, () => undefined, SMALL).truth).toEqual(sample.truth);
    expect(readFileSync(sample.questions[0] ?? '')).toEqual(first);
    expect(gunzipSync(first).toString('utf8').split('\n').length).toBeGreaterThan(10);
    const report = await importFiles(temporaryWorkspace(), sample.questions, { actor: 'test' });
    expect([report.imported, report.rejected]).toEqual([SMALL.questions, 0]);
  });
});

describe('selfTest(sample, decisions, recipe)', () => {
  it('counts what fell for what was planted, and says what the recipe does not look for', () => {
    const sample = writeSample(temporaryFolder(), DATA, () => undefined, SMALL);
    const leaks = sample.truth.planted.filter(({ kind }) => kind === 'leak-whole');
    const decisions = leaks.map(({ id }, i) => ({
      externalId: id,
      source: 'sample-x',
      kept: false,
      stage: 'overlap',
      reason: i === 0 ? null : 'benchmark-overlap',
    }));
    const found = selfTest(sample, decisions, {
      stages: [{ stage: 'overlap' }, { stage: 'duplicates', method: 'exact' }, { stage: 'diversity' }],
    });
    const row = (kind: string) => found.find((one) => one.kind === kind);
    expect([row('leaks-whole')?.planted, row('leaks-whole')?.found]).toEqual([
      leaks.length,
      leaks.length - 1,
    ]);
    expect(row('near-copies')?.found).toBeNull();
    expect(leaks.length).toBeGreaterThan(1);
  });

  it('counts apart what was only noted, what nobody planted, and what is taken to be easy', () => {
    const { truth } = writeSample(temporaryFolder(), DATA, () => undefined, SMALL);
    const halves = truth.planted.filter(({ kind }) => kind === 'leak-half');
    const at = { source: 'sample-x', kept: false };
    const notes = [{ stage: 'overlap', reason: 'benchmark-overlap' }];
    const decisions = [
      ...halves.map(({ id }, i) =>
        i === 0
          ? { ...at, externalId: id, stage: 'overlap', reason: 'benchmark-overlap' }
          : { ...at, externalId: id, stage: 'diversity', reason: 'not-drawn', evidence: { notes } },
      ),
      { ...at, externalId: 'plain-1', stage: 'duplicates', reason: 'near-duplicate' },
      { ...at, externalId: 'plain-2', stage: 'difficulty', reason: 'easy-by-estimate' },
      { ...at, externalId: 'plain-3', stage: 'quality', reason: 'html' },
    ];
    const stages = ['duplicates', 'overlap', 'quality', 'difficulty', 'diversity'];
    const found = selfTest({ truth }, decisions, {
      stages: stages.map((stage) => ({ stage, method: 'join' })),
    });
    const row = (kind: string) => found.find((one) => one.kind === kind);
    expect([row('leaks-half'), row('near-copies')?.found, row('unplanted-copies'), row('plain')]).toEqual([
      expect.objectContaining({ planted: halves.length, found: 1, noted: halves.length - 1 }),
      0,
      expect.objectContaining({ planted: null, found: 1 }),
      expect.objectContaining({ planted: 3, found: 2 }),
    ]);
    expect(halves.length).toBeGreaterThan(1);
  });
});
