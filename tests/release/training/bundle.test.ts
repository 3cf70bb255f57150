import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { planFor } from '../../../server/release/training/plan.ts';
import { CONTROL_TOKENS } from '../../../shared/vocabulary/traces.ts';
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

  /** Whoever changes a file on purpose mends the sums too; what is wrong with the rows is told all the same. */
  function mended(dir: string, path: string): void {
    const hash = createHash('sha256')
      .update(readFileSync(join(dir, path)))
      .digest('hex');
    edit(join(dir, 'SHA256SUMS'), (text) =>
      text.replace(/.*/gu, (line) => (line.endsWith(`  ${path}`) ? `${hash}  ${path}` : line)),
    );
  }

  const THINK = '\\n</think>\\n\\n';
  test.runIf(python).each<[string, string, (line: string) => string, RegExp]>([
    [
      'an object names a field twice',
      FILE,
      (line) => line.replace('{"id"', '{"id":"x","id"'),
      /names the field id twice; copy the file again$/,
    ],
    [
      'there is no final answer',
      'data/messages/train.jsonl',
      (line) => line.replace(/(<\/think>).*(")/u, '$1$2'),
      /has no thinking between <think> and <\/think>; release again$/,
    ],
    [
      'the answer is white space',
      'data/prompt-completion-text/train.jsonl',
      (line) => line.replace(/(<\/think>\\n\\n).*(<\|im_end\|>)/u, '$1 $2'),
      /has no final answer behind <\/think>; release again$/,
    ],
    [
      'the answer of s1 is its mark alone',
      'data/s1/train.jsonl',
      (line) => line.replace(/(Answer: ).*(<\|im_end\|>)/u, '$1$2'),
      /has no final answer behind <\|im_start\|>answer; release again$/,
    ],
    [
      'there is no thinking',
      'data/alpaca/train.jsonl',
      (line) => line.replace(/<think>.*<\/think>\\n\\n/u, ''),
      /has no thinking between/,
    ],
    [
      'a number is none',
      'data/s1/train.jsonl',
      (line) => line.replace('{"id"', '{"n":NaN,"id"'),
      /line 1: is not JSON; copy the file again$/,
    ],
    [
      'a field is a number',
      'data/alpaca/train.jsonl',
      (line) => line.replace(/"id":"[^"]*"/u, '"id":7'),
      /the field id is of another type than it should be; copy the file again$/,
    ],
    [
      'a text is a list',
      'data/s1/train.jsonl',
      (line) => line.replace(/"text":(".*")\}/u, '"text":[$1]}'),
      /the text holds no turn of the assistant; release again$/,
    ],
    [
      'a question holds a control token',
      'data/messages/train.jsonl',
      (line) => line.replace('"user","content":"', '"user","content":"<|im_end|> '),
      /holds <\|im_end\|>, which a model reads as a marker; release again$/,
    ],
    [
      'a thinking holds the mark of another one',
      FILE,
      (line) => line.replace('<think>\\n', '<think>\\n<think> '),
      /holds <think>, which a model reads as a marker; release again$/,
    ],
    [
      'the turn ends twice',
      'data/prompt-completion-text/train.jsonl',
      (line) => line.replace('<|im_end|>"}', '<|im_end|><|im_end|>"}'),
      /does not end with <\|im_end\|> once; release again$/,
    ],
    [
      'a content begins with a line feed',
      'data/sharegpt/train.jsonl',
      (line) => line.replace('"human","value":"', '"human","value":"\\n'),
      /what the user says begins or ends with white space; release again$/,
    ],
    [
      'the question stands in the completion',
      FILE,
      (line) =>
        line.replace(
          /"prompt":\[(.*)\],"completion":\[/u,
          '"prompt":[{"role":"system","content":"Be."}],"completion":[$1,',
        ),
      /the completion has 2 turns; that of the assistant alone is wanted$/,
    ],
    [
      'parts of Gemini are no texts',
      'data/gemini/train.jsonl',
      (line) => line.replace('"parts":[{"text":', '"parts":[{"text":7,"was":'),
      /the user says nothing; release again$/,
    ],
    [
      'the system of Gemini is no content',
      'data/gemini/train.jsonl',
      (line) => line.replace(/\}$/u, ',"systemInstruction":["Be."]}'),
      /the system says nothing; release again$/,
    ],
    [
      'a line is nested without end',
      'data/s1/train.jsonl',
      () => `${'['.repeat(100_000)}`,
      /line 1: is not JSON; copy the file again$/,
    ],
    [
      'lines end as on Windows',
      'data/messages/train.jsonl',
      (line) => `${line}\r`,
      /line 1: ends with a carriage return; copy the file as it is, not as text$/,
    ],
  ])('its preflight refuses rows, sums mended, where %s', (_, path, change, says) => {
    const harmed = copy();
    edit(join(harmed, path), (text) => {
      const [first = '', ...rest] = text.split('\n');
      expect(change(first)).not.toBe(first);
      return [change(first), ...rest].join('\n');
    });
    mended(harmed, path);
    const { code, out, err } = py(harmed, 'preflight.py');
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([expect.stringMatching(says)]);
  });

  test.runIf(python)(
    'its preflight refuses an emptied file, one too many, and settings that are none',
    () => {
      const says = (change: (dir: string) => void) => {
        const harmed = copy();
        change(harmed);
        const { code, err } = py(harmed, 'preflight.py');
        expect([code, err.split('\n').length]).toEqual([1, 1]);
        return err;
      };
      expect(says((dir) => writeFileSync(join(dir, FILE), ''))).toBe(
        `preflight: ${FILE} is not the file that was released; copy it again`,
      );
      const emptied = (dir: string) => {
        writeFileSync(join(dir, FILE), '');
        mended(dir, FILE);
      };
      expect(says(emptied)).toBe(`preflight: ${FILE} holds 0 rows, not 4; copy it again`);
      expect(says((dir) => writeFileSync(join(dir, 'data/messages/train-2.jsonl'), '{}\n'))).toBe(
        'preflight: data/messages/train-2.jsonl is no file of this release, and a loader would train on it; take it away',
      );
      const settled = (text: string) => (dir: string) => {
        writeFileSync(join(dir, 'training/settings.json'), text);
        mended(dir, 'training/settings.json');
      };
      expect(says(settled('[]'))).toMatch(
        /^preflight: the folder can not be read \(.+\); copy the whole folder again$/,
      );
      expect(says(settled('\ufeff{}'))).toMatch(/^preflight: the folder can not be read \(.+\)/);
      expect(says((dir) => writeFileSync(join(dir, 'SHA256SUMS'), 'x\n'))).toMatch(/can not be read/);
      const [line = ''] = readFileSync(join(folder, FILE), 'utf8').split('\n');
      expect(line).toContain(THINK);
    },
  );

  test.runIf(python)(
    'its plan refuses a batch that is no whole number on each GPU, and says what would be',
    () => {
      const plan = (...args: string[]) =>
        py(folder, 'plan.py', '--model', 'Qwen/Qwen2.5-0.5B-Instruct', '--memory-gb', '80', ...args);
      expect(plan('--gpus', '24')).toEqual({
        ...{ code: 1, out: '' },
        err: 'plan: 16 rows a step are no whole number on each of 24 GPUs; use another number of GPUs (1, 2, 4, 8, 16, as in GPUS=1) or of rows (as in BATCH=24)',
      });
      expect(plan('--gpus', '3').err).toMatch(
        /each of 3 GPUs; use another number of GPUs \(1, 2, as in GPUS=1\) .*BATCH=15\)$/,
      );
      expect(JSON.parse(plan('--gpus', '3', '--batch', '15').out)).toMatchObject({
        accumulation: 5,
        batch: 15,
      });
      expect(plan('--gpus', '0')).toMatchObject({ code: 2, out: '' });
      const strange = join(temporaryFolder(), 'strange');
      mkdirSync(strange);
      writeFileSync(join(strange, 'config.json'), '{"vision_config":{}}');
      const of = (model: string) =>
        py(folder, 'plan.py', '--memory-gb', '80', '--gpus', '1', '--model', model).err;
      expect(of(strange)).toMatch(
        /does not say how large it is \('num_hidden_layers'\); name a model of text alone$/,
      );
      writeFileSync(join(strange, 'config.json'), '{');
      expect(of(strange)).toMatch(/^plan: the config of .* can not be read \(.*\); name another MODEL$/);
    },
  );

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

  test.runIf(python)(
    'its run makes the smoke run and the training each in its own place, and refuses an OUT that holds weights, and --out',
    () => {
      const bin = temporaryFolder();
      const log = join(bin, 'log');
      const script = (name: string, text: string) =>
        writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${text}\n`, { mode: 0o755 });
      script('nvidia-smi', '[ "$1" = -L ] && echo "GPU 0" || echo 81000');
      script(
        'python',
        `case $1 in -c | */plan.py) exec python3 "$@" ;; -m) echo "\${@:7}" >>'${log}' ;; esac`,
      );
      const out = join(bin, 'out');
      const run = (...args: string[]) => {
        writeFileSync(log, '');
        const ended = spawnSync('bash', [join(folder, 'training/run.sh'), ...args], {
          encoding: 'utf8',
          env: {
            ...process.env,
            ...{ PATH: `${bin}:${process.env.PATH ?? ''}`, PYTHON: join(bin, 'python'), OUT: out },
            MODEL: 'Qwen/Qwen2.5-0.5B-Instruct',
          },
        });
        return [ended.status, ended.stderr.trim(), readFileSync(log, 'utf8').split('\n').slice(0, -1)];
      };
      const given = '--model Qwen/Qwen2.5-0.5B-Instruct --method full --accumulation 16 --batch 16';
      const both = (smoke: string, whole: string) => [
        0,
        '',
        [`${given}${smoke} --max-steps 3 --no-save --out ${out}/smoke`, `${given}${whole} --out ${out}`],
      ];
      expect(run('--epochs', '3')).toEqual(both(' --epochs 3', ' --epochs 3'));
      for (const words of [['--out', 'x'], ['--out=x']])
        expect(run('--resume', ...words)).toEqual([
          1,
          'run: where the weights go is said by OUT, as in OUT=student-7b bash training/run.sh',
          [],
        ]);
      mkdirSync(out);
      writeFileSync(join(out, 'model.safetensors'), 'weights');
      expect(run()).toEqual([
        1,
        `run: ${out} holds weights of an earlier training (model.safetensors); name another OUT, or go on with it by --resume`,
        [],
      ]);
      expect(run('--resume')).toEqual(both('', ' --resume'));
    },
  );

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
    controlTokens: CONTROL_TOKENS,
  });
});
