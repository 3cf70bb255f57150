import { spawn, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, onTestFinished, test } from 'vitest';
import { register as registerEvaluate } from '../../../server/cli/evaluate.ts';
import { register } from '../../../server/cli/evaluations.ts';
import type { AskingContext } from '../../../server/cli/traces-model.ts';
import { checkLog } from '../../../server/db/check-log.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { addBenchmarks } from '../../../server/intake/benchmarks.ts';
import type { ImportedEvaluation } from '../../../server/jobs/evaluating/import-evaluation.ts';
import { typed } from '../../cli/in-process.ts';
import type { FakePlan } from '../../helpers/fake-models/plan.ts';
import { startFakeModels } from '../../helpers/fake-models/server.ts';
import { temporaryFolder, temporaryWorkspace } from '../../helpers/workspace.ts';
import { fileOf, jsonLines } from '../../intake/files.ts';
import { collected, release } from '../../release/fixture.ts';
import { testKey } from '../../release/test-key.ts';
import { asked } from './asking.ts';
import { ANSWERS, ITEMS, MODEL } from './five-items.ts';

const python = spawnSync('python3', ['--version']).status === 0;
const SKIPPED = python ? '' : ' (skipped: there is no python3)';

interface Box {
  workspace: Workspace;
  url: string;
  /** A copy of a release of the workspace. */
  dir: string;
  out: string;
  items: string;
}

/** A workspace with a release and a benchmark, and what is carried to a GPU box. */
async function box(
  plan: FakePlan = {},
): Promise<Box & { fake: Awaited<ReturnType<typeof startFakeModels>> }> {
  const fake = await startFakeModels({ answers: ANSWERS, ...plan });
  onTestFinished(() => fake.close());
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const folder = temporaryFolder();
  await release(workspace, { run, out: join(folder, 'made') });
  cpSync(join(folder, 'made'), join(folder, 'set'), { recursive: true });
  await addBenchmarks(workspace, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
  const items = join(folder, 'items.jsonl');
  await typed(workspace, register, ['evaluations', 'items', '--out', items, '--benchmark', 'aime']);
  return {
    fake,
    workspace,
    url: fake.url,
    dir: join(folder, 'set'),
    out: join(folder, 'results.jsonl'),
    items,
  };
}

/** Runs the program of the bundle as a user of a GPU box would. */
function evaluatePy({ dir, url, out, items }: Box, args: readonly string[], kill = Infinity) {
  const given = [
    '--items',
    items,
    '--out',
    out,
    '--model',
    MODEL,
    '--endpoint',
    `${url}/v1`,
    '--patience',
    '0.001',
  ];
  const child = spawn('python3', [join(dir, 'training/evaluate.py'), ...given, ...args], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const watch = setInterval(() => {
    if (linesOf(out).length > kill) child.kill('SIGKILL');
  }, 2);
  return new Promise<{ code: number | null; err: string }>((resolve) =>
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, err: err.trim() });
    }),
  );
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}

async function imported(workspace: Workspace, file: string, ...args: string[]): Promise<ImportedEvaluation> {
  const { out } = await typed(workspace, register, ['evaluations', 'import', file, ...args, '--json']);
  return JSON.parse(out) as ImportedEvaluation;
}

const POINTS = ['--budget', '30', '--budget', '5', '--wait', '0', '--wait', '2'];
const LIMITS = ['--most-thinking', '500', '--most-answer', '20'];

describe(`evaluate.py${SKIPPED}`, () => {
  test.runIf(python)(
    'asks as Winnow itself does: its results, judged here, are those of winnow evaluate',
    async () => {
      const given = await box();
      expect(await evaluatePy(given, [...POINTS, ...LIMITS])).toEqual({ code: 0, err: 'evaluate: 20 of 20' });
      const { workspace, fake } = given;
      const report = await imported(workspace, given.out);
      expect(report).toMatchObject({
        ...{ model: MODEL, asked: 20, pending: 0, failed: 0, imported: 20, alreadyPresent: 0 },
        ...{ recipe: 'tiny', points: [{ budget: 5 }, { budget: 30 }, { waits: 0 }, { waits: 2 }] },
      });
      expect(checkLog(workspace, [testKey(workspace.log).verifier], null).fault).toBe(null);
      expect(await imported(workspace, given.out)).toMatchObject({ imported: 0, alreadyPresent: 20 });

      // The same evaluation asked for here, in another workspace with the same benchmark.
      const other = temporaryWorkspace();
      await addBenchmarks(other, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
      const own = await asked(other, fake.url, { model: MODEL });
      expect(report.figures).toEqual(own.figures);
      expect(report.scaling).toEqual(own.scaling);
      expect(report.tokens).toBe(own.tokens);
      const callsOf = (of: Workspace) =>
        ITEMS.flatMap(({ id: item }) =>
          [0, 1, 2, 3].flatMap((point) =>
            of.evaluations
              .calls({ evaluation: of.evaluations.all()[0]?.id ?? '', benchmark: 'aime', item, point })
              .map(({ text, requestSha256 }) => [text, requestSha256.toString('hex')]),
          ),
        );
      expect(callsOf(workspace)).toEqual(callsOf(other));
    },
  );

  test.runIf(python)(
    'writes an item that the server refuses as failed, goes on, and asks it again where that is wished: as winnow evaluate',
    async () => {
      const refused: FakePlan = { faults: [{ fault: 'openai.400-context', prompt: 'item 3#' }] };
      const given = await box(refused);
      const { workspace, fake, out } = given;
      const args = ['--budget', '30', '--wait', '2', ...LIMITS];
      const says =
        /^evaluate: 2 items at a point were refused, the first aime i3: the server answered 400: .*maximum context length/;
      const { code, err } = await evaluatePy(given, args);
      const [told = '', ...more] = err.split('\n').filter((line) => !/ of \d+$/.test(line));
      expect([code, more]).toEqual([0, []]);
      expect(told).toMatch(says);
      expect(
        linesOf(out).filter((line) => line.includes('"replies": [], "failed": "bad-request"')),
      ).toHaveLength(2);
      const report = await imported(workspace, out);
      expect(report).toMatchObject({ asked: 10, imported: 10, pending: 0, failed: 2 });

      const other = temporaryWorkspace();
      await addBenchmarks(other, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
      const own = await asked(other, fake.url, { model: MODEL, budgets: [30], waits: [2] });
      expect([report.figures, report.scaling]).toEqual([own.figures, own.scaling]);
      const keptOf = (of: Workspace) => {
        const [one] = of.evaluations.all();
        const place = { evaluation: one?.id ?? '', benchmark: 'aime', item: 'i3', point: 1 };
        return [of.evaluations.results(place.evaluation), of.evaluations.calls(place)];
      };
      expect(keptOf(workspace)).toEqual(keptOf(other));

      // The same command asks nobody; where it is wished, those alone that were refused.
      await fake.settled();
      const calls = fake.ledger.entries.length;
      expect((await evaluatePy(given, args)).code).toBe(0);
      fake.setFaults([]);
      await fake.settled();
      expect(fake.ledger.entries).toHaveLength(calls);
      expect((await evaluatePy(given, [...args, '--retry-failed'])).code).toBe(0);
      expect(linesOf(out)).toHaveLength(11);
      const again = { asked: 10, imported: 2, alreadyPresent: 8, failed: 0 };
      expect(await imported(workspace, out)).toMatchObject(again);
      expect(checkLog(workspace, [testKey(workspace.log).verifier], null).fault).toBe(null);
    },
  );

  test.runIf(python)(
    'leaves a file of something else as it is, goes on past a reply that was cut, and stops where the key is wrong',
    async () => {
      const given = await box({ faults: [{ fault: 'wire.close-in-body', times: 2 }] });
      const notes = 'one line\na last line that does not end';
      writeFileSync(given.out, notes);
      expect(await evaluatePy(given, ['--budget', '30', ...LIMITS])).toEqual({
        code: 1,
        err: expect.stringMatching(
          /results\.jsonl holds results of another model.* or something else; name another/,
        ),
      });
      expect(readFileSync(given.out, 'utf8')).toBe(notes);
      writeFileSync(given.out, '{"event": "bet');
      expect((await evaluatePy(given, ['--budget', '30', ...LIMITS])).code).toBe(1);
      writeFileSync(given.out, '{"event": "begin", "ver');
      const whole = await evaluatePy(given, ['--budget', '30', ...LIMITS]);
      expect(whole).toEqual({ code: 0, err: 'evaluate: 5 of 5' });
      given.fake.setFaults([{ fault: 'openai.401' }]);
      const { code, err } = await evaluatePy({ ...given, out: `${given.out}.2` }, [
        '--budget',
        '30',
        ...LIMITS,
      ]);
      expect([code, err.split('\n')]).toEqual([
        1,
        [expect.stringMatching(/^evaluate: the server answered 401 at .*; the same command goes on$/)],
      ]);
    },
  );

  test.runIf(python)(
    'goes on where it was killed, past troubles of the server, and drops a line that was cut',
    async () => {
      const given = await box({ latencyMs: 3, faults: [{ fault: 'openai.500', times: 2 }] });
      await evaluatePy(given, [...POINTS, ...LIMITS, '--concurrency', '2'], 6);
      const before = linesOf(given.out).length;
      expect(before).toBeGreaterThan(6);
      writeFileSync(
        given.out,
        `${readFileSync(given.out, 'utf8').split('\n').slice(0, -1).join('\n')}\n{"event": "item", "be`,
      );
      expect((await evaluatePy(given, [...POINTS, ...LIMITS])).code).toBe(0);
      expect(linesOf(given.out)).toHaveLength(21);
      expect(await imported(given.workspace, given.out)).toMatchObject({ imported: 20, pending: 0 });
      const another = await evaluatePy(given, ['--budget', '7']);
      expect(another).toEqual({
        code: 1,
        err: expect.stringMatching(
          /results\.jsonl holds results of another model, release or settings, or something else; name another file with --out$/,
        ),
      });
    },
  );

  test.runIf(python)(
    'lets thinking and answer fit the context of Qwen2.5, and as long as winnow evaluate does',
    () => {
      const program = new Command();
      registerEvaluate(program, { asking: undefined } as unknown as AskingContext);
      const defaultOf = (long: string) =>
        program.commands[0]?.options.find((one) => one.long === long)?.defaultValue as unknown;
      const file = join(import.meta.dirname, '../../../data/training/bundle/evaluate.py');
      const { stdout } = spawnSync('python3', ['-B', file, '--help'], { encoding: 'utf8' });
      for (const long of ['--most-thinking', '--most-answer'])
        expect(stdout.replace(/\s+/g, ' ')).toContain(
          `${long} ${long.slice(2).toUpperCase().replace('-', '_')} no ${long.slice(7)} is longer (${String(defaultOf(long))})`,
        );
      expect(Number(defaultOf('--most-thinking')) + Number(defaultOf('--most-answer')) + 2048).toBe(32_768);
    },
  );

  test.runIf(python)(
    'ends in one line where nobody answers, the model is unknown, or a line is no item',
    async () => {
      const given = await box();
      const gone = await evaluatePy({ ...given, url: 'http://127.0.0.1:1' }, [
        '--wait',
        '0',
        '--concurrency',
        '1',
      ]);
      expect(gone.code).toBe(1);
      expect(gone.err).toMatch(
        /^evaluate: the server at http:\/\/127\.0\.0\.1:1\/v1\/completions can not be reached \(.*\); the same command goes on$/,
      );
      writeFileSync(given.items, '{"question": "x"}\n');
      expect((await evaluatePy(given, [])).err).toMatch(
        /^evaluate: .*items\.jsonl: each line needs benchmark, id and question;/,
      );
    },
  );

  test.runIf(python)(
    'is refused on import in one line where its file is not whole, foreign, or of other questions',
    async () => {
      const given = await box();
      await evaluatePy(given, ['--budget', '30', ...LIMITS]);
      const whole = readFileSync(given.out, 'utf8');
      const harmed = async (change: (text: string) => string) => {
        const file = join(temporaryFolder(), 'r.jsonl');
        writeFileSync(file, change(whole));
        return imported(given.workspace, file).then(
          () => 'taken',
          (cause: Error) => cause.message,
        );
      };
      const [begin = '', first = '', ...rest] = whole.split('\n');
      expect(rest).toHaveLength(5);
      expect(await harmed((text) => text.slice(0, -9))).toMatch(
        /^r\.jsonl: the last line is cut; give evaluate\.py/,
      );
      expect(await harmed(() => '')).toBe('r.jsonl is empty; it holds no results.');
      expect(await harmed(() => `${first}\n`)).toMatch(
        /^r\.jsonl, line 1: a file of evaluate\.py starts with what was asked, and this is something else\.$/,
      );
      expect(await harmed((text) => `${text}${first}\n`)).toBe(
        'r.jsonl, line 7: tells of the same item as line 2.',
      );
      expect(await harmed((text) => text.replace(/"tokens": \d+/, '"tokens": 31'))).toMatch(
        /^r\.jsonl, line 2: reply 1 is longer than the 30 tokens that were asked for; its server does not keep to max_tokens\.$/,
      );
      const short = JSON.parse(first) as { replies: unknown[] };
      const twice = { ...short, replies: [...short.replies, ...short.replies.slice(-1)] };
      expect(await harmed(() => [begin, JSON.stringify(twice), ...rest].join('\n'))).toMatch(
        /line 2: reply \d is one too many;/,
      );
      expect(
        await harmed((text) =>
          text
            .replace(/"questionSha256": "./, '"questionSha256": "f')
            .replace(/("questionSha256": "f)[0-9a-f]{3}/, '$1fff'),
        ),
      ).toMatch(/^r\.jsonl, line 2: the item \S+ is not as aime has it here; write the items again/);
      expect(
        await harmed((text) => text.replace(/release-[0-9a-f]{16}/, `release-${'0'.repeat(16)}`)),
      ).toMatch(/^There is no release release-0{16} in this workspace\.$/);
      expect(
        await harmed((text) =>
          text.replace(/"datasetRoot": "[0-9a-f]{64}"/, `"datasetRoot": "${'a'.repeat(64)}"`),
        ),
      ).toMatch(/^r\.jsonl names other rows of release-\S+ than it has here\.$/);
      expect(given.workspace.evaluations.all()).toEqual([]);
    },
  );
});
