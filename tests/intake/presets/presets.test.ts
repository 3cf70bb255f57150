import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { NO_KEYS } from '../../../server/ask/keys.ts';
import { register } from '../../../server/cli/import.ts';
import { loadPresets } from '../../../server/cli/import-preset.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { parsePreset } from '../../../server/intake/presets/preset.ts';
import type { PresetReport } from '../../../shared/schemas/preset-report.ts';
import { typed } from '../../cli/in-process.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { type FakeDataset, startFakeHub } from '../../helpers/fake-hub.ts';
import { ASSETS, runShipped } from '../../helpers/run.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';

const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const parquet = (columns: Record<string, unknown[]>) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: Object.entries(columns).map(([name, data]) => ({ name, data: data as string[] })),
    }),
  );

/** The sources of s1 in small, laid out as the preset expects them, each with rows that its rules leave out. */
function small(): Record<string, FakeDataset> {
  const set = (n: number, files: FakeDataset['files'], some: Partial<FakeDataset> = {}): FakeDataset => ({
    sha: n.toString(16).padStart(40, '0'),
    files,
    ...some,
  });
  const problems = (...names: string[]) =>
    names.map((name) => ({ problem: `What is ${name}?`, solution: name }));
  const arenas = ['Math', 'Physics', 'Chemistry', 'Biology', 'Geography', 'Astronomy', 'CS'].flatMap(
    (config, i) =>
      ['test', 'val'].map((split, j): [string, Buffer] => [
        `${config}/${split}-00000.parquet`,
        parquet({
          problem: [`Arena ${i} ${j}?`, `Bild ${i} ${j}?`],
          solution: ['s', 's'],
          subject: [config, config],
          language: ['EN', i === 0 ? 'ZH' : 'EN'],
          modality: ['text-only', 'multi-modal'],
        }),
      ]),
  );
  const agi = ['sat_en', 'sat_math', 'lsat_ar', 'lsat_lr', 'lsat_rc', 'logiqa', 'aqua_rat'].flatMap(
    (config) =>
      ['test', 'few_shot'].map((split): [string, Buffer] => [
        `${config}/${split}/0000.parquet`,
        parquet({
          passage: [config === 'sat_en' ? 'A passage.' : ''],
          question: [`Which of ${config} ${split}?`],
          options: [JSON.stringify(['(A) 1', '(B) 2'])],
          solution: ['(A)'],
        }),
      ]),
  );
  const levels = ['test', 'few_shot'].map((split): [string, Buffer] => [
    `math_agieval/${split}/0000.parquet`,
    parquet({ question: [`Hard ${split}?`, `Easy ${split}?`], solution: ['1', '2'], level: [5, 4] }),
  ]);
  return {
    'simplescaling/openaimath': set(1, { 'data/train-0.jsonl': lines(...problems('a', 'b')) }),
    'GAIR/OlympicArena': set(2, Object.fromEntries(arenas), { card: { license: 'cc-by-nc-sa-4.0' } }),
    'TIGER-Lab/TheoremQA': set(3, {
      'test.jsonl': lines(
        { Question: 'Area?', Answer: '3', Answer_type: 'integer', Picture: null },
        { Question: 'See the picture?', Answer: '4', Picture: { bytes: 'x' } },
      ),
    }),
    'AI-MO/NuminaMath-CoT': set(
      4,
      {
        'train.jsonl': lines(
          ...['aops_forum', 'olympiads', 'cn_k12'].map((source, i) => {
            return { source, problem: `Numina ${i}?`, solution: 's' };
          }),
        ),
      },
      { card: { license: 'apache-2.0' } },
    ),
    'simplescaling/numinamath_500': set(5, { 'train.jsonl': lines({ problem: 'Numina 1?' }) }),
    'KbsdJames/Omni-MATH': set(6, { 'test.jsonl': lines({ problem: 'Omni?', answer: '1', solution: 'so' }) }),
    'OpenDFM/SciEval': set(7, {
      'test.jsonl': lines(
        ...Array.from({ length: 300 }, (_, i) => {
          return { question: `Sci ${i}?`, answer: ['A'], task_name: i < 20 ? 'few' : 'many', topic: null };
        }),
        { question: 'No answer?', answer: null, task_name: 'few', topic: null },
      ),
      'validation.jsonl': lines({ question: 'Valid?', answer: ['B'], task_name: 'other', topic: 'x' }),
    }),
    // A data set with a script of its own: only what the hub made of it can be read.
    'Hothan/OlympiadBench': set(
      8,
      { 'OlympiadBench.py': '#' },
      {
        card: { license: 'apache-2.0' },
        converted: {
          sha: 'e'.repeat(40),
          files: Object.fromEntries(
            ['OE_TO_maths', 'OE_TO_physics', 'TP_TO_maths', 'TP_TO_physics'].map((name) => [
              `${name}_en_COMP/train/0000.parquet`,
              parquet({ question: [`Prove ${name}?`], solution: [['As is known.', 'Other.']] }),
            ]),
          ),
        },
      },
    ),
    'daman1209arora/jeebench': set(9, {
      'test.jsonl': lines({ question: 'JEE?', gold: 'AB', subject: 'phy' }),
    }),
    'baber/agieval': set(10, Object.fromEntries([...agi, ...levels])),
    'simplescaling/s1-prob': set(11, { 'train.jsonl': lines({ question: 'Prob?', solution: 'p' }) }),
    'Idavidrein/gpqa': set(
      12,
      { 'gpqa_diamond/train.jsonl': '', 'gpqa_extended/train.jsonl': '' },
      { gated: true },
    ),
    '0xharib/xword1': set(13, {
      'train.jsonl': lines({ instruction: 'Solve it.', input: '### Clue: River (4)', output: 'NILE' }),
    }),
    'codegenning/usacobench_formatted': set(14, {
      'test.jsonl': lines({ question: ' Cows? ', solution: null }),
    }),
    'simplescaling/s1-teasers': set(15, { 'train.jsonl': lines({ Question: 'Tease?', Answer: '7' }) }),
    'livecodebench/code_generation_lite': set(
      16,
      {
        'test.jsonl': lines(
          { question_content: 'Code 1?', difficulty: 'hard' },
          { question_content: 'Code 2?', difficulty: 'easy' },
        ),
        'test2.jsonl': lines({ question_content: 'Code 3?', difficulty: 'hard' }),
        'test3.jsonl': lines({ question_content: 'Code 4?', difficulty: 'medium' }),
        'test4.jsonl': lines({ question_content: 'Code 5?', difficulty: 'hard' }),
      },
      { card: { license: 'cc' } },
    ),
    // qq8933/AIME_1983_2024 is gone from this hub.
  };
}

const questionsOf = ({ questions }: Workspace) =>
  [...questions.names()].flatMap(({ id }) => questions.byId(id) ?? []);

async function brought(workspace: Workspace, url: string, ...args: string[]) {
  const keys = () => ({ ...NO_KEYS, hub: { url, token: null } });
  const { out } = await typed(workspace, register, ['import', ...args, '--json'], undefined, { keys });
  return JSON.parse(out) as PresetReport;
}

describe('import --preset s1', () => {
  test('brings the sources by their rules, and tells row by row where counts differ from the published ones', async () => {
    const hub = await startFakeHub(small());
    const workspace = temporaryWorkspace();
    const report = await brought(workspace, hub.url, '--preset', 's1');
    const got = report.rows.map(
      ({ source, read, narrowed, notDrawn, imported, missing, published, difference }) => [
        source,
        missing === null ? [read, narrowed, notDrawn, imported] : missing.slice(0, 42),
        published,
        difference,
      ],
    );
    expect(got).toEqual([
      ['MATH', [2, 0, 0, 2], 11999, -11997],
      ['OlympicArena', [28, 14, 0, 14], 4250, -4236],
      ['TheoremQA', [2, 1, 0, 1], 747, -746],
      ['NuminaMath-CoT', [3, 1, 0, 2], 30660, -30658],
      ['Omni-MATH', [1, 0, 0, 1], 4238, -4237],
      ['SciEval', [302, 1, 51, 250], 227, 23],
      ['OlympiadBench', [4, 0, 0, 4], 896, -892],
      ['JEEBench', [1, 0, 0, 1], 515, -514],
      ['AGIEval', [18, 2, 0, 16], 2385, -2369],
      ['s1-prob', [1, 0, 0, 1], 182, -181],
      ['GPQA', 'hf://datasets/Idavidrein/gpqa is gated or ', 348, null],
      ['xword', [1, 0, 0, 1], 999, -998],
      ['USACO', [1, 0, 0, 1], 519, -518],
      ['s1-teasers', [1, 0, 0, 1], 23, -22],
      ['LiveCodeBench', [4, 2, 0, 2], 151, -149],
      ['AIME', 'hf://datasets/qq8933/AIME_1983_2024 is not', 890, null],
    ]);
    expect(report).toMatchObject({
      published: 59029,
      missing: 2,
      imported: 297,
      alreadyPresent: 0,
      rejected: 0,
    });
    const by = (source: string) => report.rows.find((row) => row.source === source);
    expect(by('OlympiadBench')).toMatchObject({ revision: 'e'.repeat(40), license: { taken: 'apache-2.0' } });
    expect(by('MATH')?.license).toMatchObject({ taken: 'MIT', asStated: 'MIT' });
    expect(by('NuminaMath-CoT')?.license).toMatchObject({ taken: 'apache-2.0', asStated: null });
    expect(by('USACO')?.license).toMatchObject({ taken: null, asStated: null });
    const all = questionsOf(workspace);
    const text = (of: string) => all.find(({ source, question }) => source === of && question !== '');
    expect(text('0xharib/xword1')).toMatchObject({
      question: 'Solve it.\n\n### Clue: River (4)',
      answer: 'NILE',
    });
    expect(all.filter(({ source }) => source === 'baber/agieval').map(({ question }) => question)).toContain(
      'A passage.\n\nWhich of sat_en test?',
    );
    expect(text('baber/agieval')?.options).toEqual(['(A) 1', '(B) 2']);
    expect(text('Hothan/OlympiadBench')).toMatchObject({ solution: 'As is known.' });
    expect(text('daman1209arora/jeebench')).toMatchObject({ answer: 'AB', subject: 'phy', license: 'MIT' });
    expect(readdirSync(join(workspace.dir, 'downloads'))).toEqual([]);

    const again = await brought(workspace, hub.url, '--preset', 's1', '--only', 'SciEval', '--only', 'MATH');
    expect(
      again.rows.map(({ source, imported, alreadyPresent }) => [source, imported, alreadyPresent]),
    ).toEqual([
      ['MATH', 0, 2],
      ['SciEval', 0, 250],
    ]);
  });

  test('opens what is gated with a token, and leaves out of GPQA what its Diamond has', async () => {
    const row = (question: string) => ({
      ...{
        Question: question,
        'Correct Answer': 'yes',
        Explanation: 'Since.',
        'High-level domain': 'Physics',
      },
      ...{ 'Incorrect Answer 1': 'no', 'Incorrect Answer 2': 'maybe', 'Incorrect Answer 3': 'never' },
    });
    const hub = await startFakeHub({
      'Idavidrein/gpqa': {
        ...{ sha: 'a'.repeat(40), gated: true },
        card: {
          configs: ['gpqa_extended', 'gpqa_diamond'].map((name) => {
            return { config_name: name, data_files: `${name}.jsonl` };
          }),
        },
        files: {
          'gpqa_extended.jsonl': lines(row('One?'), row('Two?')),
          'gpqa_diamond.jsonl': lines(row('Two?')),
        },
      },
    });
    hub.tokens.add('hf_reader');
    const workspace = temporaryWorkspace();
    const keys = () => ({ ...NO_KEYS, hub: { url: hub.url, token: 'hf_reader' } });
    await typed(workspace, register, ['import', '--preset', 's1', '--only', 'GPQA'], undefined, { keys });
    const [question, ...more] = questionsOf(workspace);
    expect(more).toEqual([]);
    expect(question).toMatchObject({
      ...{ question: 'One?', answer: 'yes', solution: 'Since.', subject: 'Physics' },
      options: ['maybe', 'never', 'no', 'yes'],
    });
  });

  test.each<[string, string[], RegExp]>([
    [
      'a preset that is not known',
      ['--preset', 's2'],
      /^--preset s2 is not known; the presets: s1, s1k, s1k-1\.1\.$/,
    ],
    [
      'a source that it lacks',
      ['--preset', 's1', '--only', 'X'],
      /^The preset s1 has no source X; its sources: MATH, /,
    ],
    [
      'a path beside it',
      ['x.jsonl', '--preset', 's1'],
      /^A preset says itself what is read: paths are not given/,
    ],
    ['a map beside it', ['--preset', 's1', '--map', 'a=b'], /--map is not given beside --preset\.$/],
    ['nothing at all', [], /^Name files to import, an hf:\/\/ address, or a --preset\.$/],
    ['--only alone', ['x.jsonl', '--only', 'MATH'], /^--only is for --preset\.$/],
  ])('refuses %s in one line', async (_, args, says) => {
    await expect(brought(temporaryWorkspace(), 'http://127.0.0.1:9', ...args)).rejects.toThrow(says);
  });

  test('ends in one line offline and where the hub limits, and where no source came', async () => {
    const workspace = temporaryWorkspace();
    await expect(brought(workspace, await closedPort(), '--preset', 's1')).rejects.toThrow(
      /^The hub can not be reached at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/,
    );
    const hub = await startFakeHub();
    await expect(brought(workspace, hub.url, '--preset', 's1')).rejects.toThrow(
      /simplescaling\/openaimath is not at the hub/,
    );
    hub.trouble = { status: 429, times: 9, headers: { 'retry-after': '300' } };
    await expect(brought(workspace, hub.url, '--preset', 's1k')).rejects.toThrow(
      /limits the rate .* in 300 s\.$/,
    );
    expect(questionsOf(workspace)).toEqual([]);
  });
});

test.each(['s1k', 's1k-1.1'])('import --preset %s brings a selection with its traces', async (preset) => {
  const name = preset === 's1k' ? 'simplescaling/s1K' : 'simplescaling/s1K-1.1';
  const row = {
    ...{
      question: 'What is 6 times 7?',
      solution: '42',
      cot_type: 'math',
      source_type: 'AI-MO/NuminaMath-CoT/aops_forum',
    },
    ...(preset === 's1k'
      ? { thinking_trajectories: ['Six sevens are forty-two.'], attempt: 'Answer: 42' }
      : {
          ...{
            gemini_thinking_trajectory: 'Six times seven is forty-two.',
            gemini_attempt: 'Answer: 42',
            gemini_grade: 'Yes',
          },
          ...{
            deepseek_thinking_trajectory: 'Seven sixes make forty-two.',
            deepseek_attempt: 'Answer: 42',
            deepseek_grade: 'Yes',
          },
        }),
  };
  const files = { 'data/train-00000-of-00001.jsonl': lines(row) };
  const hub = await startFakeHub({ [name]: { sha: 'b'.repeat(40), card: { license: 'mit' }, files } });
  const workspace = temporaryWorkspace();
  const report = await brought(workspace, hub.url, '--preset', preset);
  const traces = preset === 's1k' ? 1 : 2;
  expect(report.rows).toMatchObject([
    {
      ...{ dataset: name, imported: 1, published: 1000, difference: -999 },
      traces: { imported: traces, usable: traces },
    },
  ]);
  const run = await runShipped(workspace, { recipe: 'as-imported', sources: [name] });
  expect(run).toMatchObject({ selected: 1, recipe: 'as-imported' });
  expect((await brought(workspace, hub.url, '--preset', preset)).rows).toMatchObject([
    { imported: 0, alreadyPresent: 1, traces: { imported: 0, alreadyPresent: traces } },
  ]);
});

test('every preset that ships fits its schema, and a wrong one is refused by name', () => {
  const presets = loadPresets(ASSETS.data);
  expect(presets.map(({ preset, published, sources }) => [preset, published, sources.length])).toEqual([
    ['s1', 59029, 16],
    ['s1k', 1000, 1],
    ['s1k-1.1', 1000, 1],
  ]);
  const [s1] = presets;
  const name = 'data/sources/x.json';
  expect(() => parsePreset({ name, data: { ...s1, published: 5 } })).toThrow(
    /^data\/sources\/x\.json: its sources have 59029 published questions, and it says 5\.$/,
  );
  expect(() => parsePreset({ name, data: { ...s1, sources: [s1?.sources[0], s1?.sources[0]] } })).toThrow(
    /the source MATH stands in it twice/,
  );
  expect(() => parsePreset({ name, data: { ...s1, extra: 1 } })).toThrow(/has no field "extra"/);
});
