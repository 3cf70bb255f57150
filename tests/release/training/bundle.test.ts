import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planFor } from '../../../server/release/training/plan.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';
import { TRAINING } from '../fixture.ts';

const python = spawnSync('python3', ['--version']).status === 0;
const SKIPPED = python
  ? ''
  : ' (skipped: there is no python3, which the programs of the bundle are written in)';

/** A release of four rows. */
const folder = join(import.meta.dirname, '../../golden/release/five');

/** A copy of the release that may be harmed. */
function copy(): string {
  const to = join(temporaryFolder(), 'copy');
  cpSync(folder, to, { recursive: true });
  return to;
}

function py(dir: string, program: string, ...args: string[]) {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const ended = spawnSync('python3', [join(dir, 'training', program), ...args], { encoding: 'utf8', env });
  return { code: ended.status, out: ended.stdout.trim(), err: ended.stderr.trim() };
}

const edit = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

describe(`the bundle for training${SKIPPED}`, () => {
  test.runIf(python)('its preflight takes what was released, in every format', () => {
    const { code, out, err } = py(folder, 'preflight.py');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^preflight: \d+ files and 4 rows are as released; the longest row has \d+ tokens$/);
  });

  const FILE = 'data/prompt-completion/train.jsonl';
  test.runIf(python).each<[string, string, (lines: string[]) => string[], RegExp]>([
    [
      'a field is missing',
      FILE,
      ([first = '', ...rest]) => [first, ...rest.map((line) => line.replace('"completion"', '"completed"'))],
      /^preflight: data\/prompt-completion\/train\.jsonl, line 2: the field completion is missing; copy the file again$/,
    ],
    [
      'the roles are in the wrong order',
      'data/messages/train.jsonl',
      ([first = '', ...rest]) => [
        first.replace('"user"', '"x"').replace('"assistant"', '"user"').replace('"x"', '"assistant"'),
        ...rest,
      ],
      /^preflight: data\/messages\/train\.jsonl, line 1: the roles are assistant, user; user, then assistant, is wanted$/,
    ],
    [
      'a line is cut',
      FILE,
      (lines) => lines.map((line, i) => (i === 2 ? line.slice(0, -20) : line)),
      /train\.jsonl, line 3: is not JSON; copy the file again$/,
    ],
    [
      'an id is doubled',
      'data/s1/train.jsonl',
      ([first = '', , ...rest]) => [first, first, ...rest],
      /^preflight: data\/s1\/train\.jsonl, line 2: the id \S+ stands in line 1 already; copy the file again$/,
    ],
    [
      'a row was left out',
      'data/alpaca/train.jsonl',
      (lines) => lines.slice(1),
      /^preflight: data\/alpaca\/train\.jsonl is not the file that was released; copy it again$/,
    ],
    [
      'the assistant says nothing',
      'data/sharegpt/train.jsonl',
      ([first = '', ...rest]) => [first.replace(/"gpt","value":".*?[^\\]"/, '"gpt","value":" "'), ...rest],
      /^preflight: data\/sharegpt\/train\.jsonl, line 1: the assistant says nothing; release again$/,
    ],
  ])('its preflight refuses a copy where %s', (_, path, change, says) => {
    const harmed = copy();
    edit(join(harmed, path), (text) => `${change(text.split('\n').slice(0, -1)).join('\n')}\n`);
    const { code, out, err } = py(harmed, 'preflight.py');
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([expect.stringMatching(says)]);
  });

  test.runIf(python)(
    'its preflight refuses a byte of Latin-1, a mark at the start, an end that is cut',
    () => {
      const says = (change: (bytes: Buffer) => Buffer) => {
        const harmed = copy();
        const file = join(harmed, FILE);
        writeFileSync(file, change(readFileSync(file)));
        return py(harmed, 'preflight.py').err;
      };
      const latin = (bytes: Buffer) => {
        bytes[bytes.indexOf('user')] = 0xe9;
        return bytes;
      };
      expect(says(latin)).toMatch(/line 1: byte \d+ is not UTF-8; copy the file again$/);
      expect(says((bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]))).toMatch(
        /begins with a byte order mark/,
      );
      expect(says((bytes) => bytes.subarray(0, -5))).toMatch(/the last line is cut; copy the file again$/);
    },
  );

  test.runIf(python)('its preflight refuses a setting that cuts rows, and a folder without its sums', () => {
    const harmed = copy();
    const config = 'training/configs/axolotl.yaml';
    edit(join(harmed, config), (text) => text.replace(/sequence_len: \d+/, 'sequence_len: 8'));
    expect(py(harmed, 'preflight.py').err).toBe(
      `preflight: ${config} is not the file that was released; copy it again`,
    );
    // whoever edits on purpose mends the sums, and is told what the edit would do
    spawnSync('bash', ['-c', 'grep -v axolotl SHA256SUMS > s && mv s SHA256SUMS'], { cwd: harmed });
    expect(py(harmed, 'preflight.py').err).toMatch(
      /^preflight: training\/configs\/axolotl\.yaml: sequence_len 8 would cut rows, the longest has \d+ tokens; raise it$/,
    );
    edit(join(harmed, config), (text) => text.replace(/sequence_len: \d+/, ''));
    expect(py(harmed, 'preflight.py').err).toMatch(/axolotl\.yaml states no length/);
    spawnSync('rm', [join(harmed, 'SHA256SUMS')]);
    expect(py(harmed, 'preflight.py').err).toBe(
      'preflight: SHA256SUMS is missing; copy the whole folder again',
    );
  });

  test.runIf(python)('its plan is that of the estimate', () => {
    const longest = (
      JSON.parse(readFileSync(join(folder, 'training/settings.json'), 'utf8')) as { longest: number }
    ).longest;
    for (const model of TRAINING.models.models.filter((_, i) => i % 2 === 1))
      for (const gpus of [1, 3, 8, 16]) {
        const ours = planFor(model, { gpus, memoryGB: 80 }, longest);
        const { code, out, err } = py(
          folder,
          'plan.py',
          '--model',
          model.id,
          '--gpus',
          String(gpus),
          '--memory-gb',
          '80',
        );
        if (ours === null) expect([code, err.split('\n').length]).toEqual([1, 1]);
        else expect(JSON.parse(out)).toEqual(ours);
      }
  });

  test.runIf(python)('its programs are Python that compiles, and its scripts are Bash', () => {
    const files = readdirSync(join(folder, 'training'), { recursive: true, encoding: 'utf8' });
    for (const file of files) {
      const path = join(folder, 'training', file);
      if (file.endsWith('.py'))
        expect(
          spawnSync('python3', [
            '-c',
            'import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 9))',
            path,
          ]).status,
        ).toBe(0);
      if (/\.(sh|sbatch)$/.test(file)) expect(spawnSync('bash', ['-n', path]).status).toBe(0);
    }
  });
});

test('every config can be parsed, states a length above the longest row, and has no mark left in it', () => {
  const text = (path: string) => readFileSync(join(folder, 'training', path), 'utf8');
  const settings = JSON.parse(text('settings.json')) as { longest: number; maxLength: number };
  expect(settings.maxLength).toBeGreaterThan(settings.longest);
  const keys = {
    axolotl: ['sequence_len'],
    llamafactory: ['cutoff_len'],
    torchtune: ['tokenizer', 'max_seq_len'],
  };
  for (const [name, path] of Object.entries(keys)) {
    const config = parse(text(`configs/${name}.yaml`)) as Record<string, unknown>;
    const length = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], config);
    expect([name, length]).toEqual([name, settings.maxLength]);
  }
  for (const name of ['fsdp', 'zero3'])
    expect(() => JSON.parse(text(`configs/${name}.json`)) as unknown).not.toThrow();
  expect(parse(text('launch/sky.yaml'))).toMatchObject({ num_nodes: 2 });
  const files = readdirSync(join(folder, 'training'), { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile()))
    expect(readFileSync(join(file.parentPath, file.name), 'utf8')).not.toMatch(/@[A-Z_]+@/);
});

test('settings name the release, its rows and the file that is trained on', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  expect(JSON.parse(readFileSync(join(folder, 'training/settings.json'), 'utf8'))).toEqual({
    releaseId: manifest.releaseId,
    datasetRoot: manifest.datasetRoot,
    format: 'prompt-completion',
    file: 'data/prompt-completion/train.jsonl',
    rows: 4,
    validation: null,
    template: 'qwen2.5-think@1',
    stop: '<|im_end|>',
    longest: expect.any(Number),
    maxLength: expect.any(Number),
    epochs: 5,
    batch: 16,
  });
});
