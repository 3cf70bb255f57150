import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../server/cli/commands.ts';
import type { CliContext } from '../../server/cli/frame.ts';
import { asTyped, createProgram } from '../../server/cli/program.ts';
import type { Run } from '../../shared/schemas/decision.ts';
import type { Explanation } from '../../shared/schemas/explanation.ts';
import { winnow } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

describe('the command line', () => {
  it('fails in one line, with the exit code of the contract, and nothing on standard output', async () => {
    const dir = temporaryFolder();
    const said = await Promise.all(
      [
        ['runn'],
        ['run', '--recipe', 'nonesuch'],
        ['run', '--n', '-5'],
        ['run', '--sources', 'a,'],
        ['why', 'nobody'],
        ['decisions', '--stage', 'nowhere'],
      ].map((args) => winnow(dir, args)),
    );
    expect(said.map(({ code, out }) => [code, out])).toEqual(said.map(() => [2, '']));
    expect(said.map(({ err }) => err)).toEqual([
      "winnow: Unknown command 'runn' (Did you mean one of run, runs?) See: npm run -s winnow -- --help\n",
      'winnow: There is no recipe nonesuch: name winnow, s1, random, longest, diverse, full, or a JSON file.\n',
      'winnow: --n -5: a whole number of questions, as in --n 1000, or all.\n',
      'winnow: --sources a,: names of sources with one comma between them.\n',
      'winnow: There is no run yet; make one with: npm run -s winnow -- run\n',
      expect.stringMatching(
        /^winnow: Option '--stage <stage>' argument 'nowhere' is invalid\. Allowed choices are .*\n$/,
      ),
    ]);
  });

  it('shows outside text in its one line without obeying it', async () => {
    const { code, err } = await winnow(temporaryFolder(), ['import', 'evil\u001b[31m\nname\u202e.jsonl']);
    expect([code, err.split('\n').length, err]).toEqual([
      2,
      2,
      expect.stringContaining('evil\\u001b[31m\\u000aname\\u202e.jsonl'),
    ]);
  });

  it('says it as one JSON value with --json', async () => {
    const { code, out, err } = await winnow(temporaryFolder(), ['why', 'nobody', '--json']);
    expect([code, JSON.parse(out), err]).toEqual([
      2,
      {
        error: {
          code: 'not-found',
          message: 'There is no run yet; make one with: winnow run',
          details: null,
        },
      },
      '',
    ]);
  });

  it('shows an example for every command, and its own for each', async () => {
    const dir = temporaryFolder();
    const { code, out } = await winnow(dir, ['--help']);
    expect([code, COMMANDS.filter(({ example }) => !out.includes(asTyped(example)))]).toEqual([0, []]);
    const { commands } = await createProgram(['--help'], {
      assets: { version: '0.0.0' },
    } as unknown as CliContext);
    const helps = commands.map((command) => {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
      return { name: command.name(), help };
    });
    expect(helps.map(({ name }) => name).sort()).toEqual(COMMANDS.map(({ name }) => name).sort());
    const families = ['imports', 'marks', 'sources', 'benchmarks', 'signals', 'runs', 'traces'];
    const without = helps.filter(({ name, help }) => !families.includes(name) && !help.includes('Example'));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});

describe('import, run, decisions and why', () => {
  let dir: string;
  let report: Run;
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'winnow-test-'));
    const file = join(dir, 'pool.jsonl');
    const lines = Array.from({ length: 40 }, (_, i) =>
      JSON.stringify({
        id: `q-${i}`,
        problem: i === 7 ? 'Find x [asy]' : `Find ${i} + ${i}.`,
        solution: 'Add them.',
        answer: `${i + i}`,
      }),
    );
    writeFileSync(file, `${lines.join('\n')}\n`);
    await winnow(dir, ['import', file]);
    report = JSON.parse((await winnow(dir, ['run', '--n', '10', '--json'])).out) as Run;
  });

  it('gives the report of the contract', () => {
    expect([
      report.recipe,
      report.requested,
      report.selected,
      report.reserve,
      report.seed,
      report.engine,
    ]).toEqual(['winnow', 10, 10, 10, 42, 'local']);
    expect(report.funnel.at(-1)).toMatchObject({
      stage: 'diversity',
      in: 39,
      kept: 10,
      dropped: { reserve: 10, 'not-drawn': 19 },
    });
  });

  it('gives one JSON line a question, and fewer by stage and reason', async () => {
    const [all, some] = await Promise.all([
      winnow(dir, ['decisions', '--run', report.runId]),
      winnow(dir, ['decisions', '--reason', 'asymptote']),
    ]);
    const lines = all.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([lines.length, Object.keys(lines[0] ?? {})]).toEqual([
      40,
      ['questionId', 'externalId', 'source', 'kept', 'stage', 'reason', 'evidence', 'rank', 'signals'],
    ]);
    expect(
      some.out
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { externalId: string }).externalId),
    ).toEqual(['q-7']);
  });

  it('explains a question by the id of the import', async () => {
    const { out } = await winnow(dir, ['why', 'q-7', '--run', 'latest', '--json']);
    const told = JSON.parse(out) as Explanation;
    expect(told).toMatchObject({
      externalId: 'q-7',
      decisions: [
        { stage: 'wellformed', kept: true },
        { stage: 'duplicates' },
        { stage: 'overlap' },
        { stage: 'quality', kept: false, reason: 'asymptote' },
      ],
      change: [
        { stage: 'quality', key: 'asymptote', value: 'note' },
        { stage: 'diversity', key: 'n', value: expect.any(Number) as number },
      ],
      chance: 0,
    });
    const settings = told.change.flatMap(({ stage, key, value }) => [
      '--set',
      `${stage}.${key}=${JSON.stringify(value)}`,
    ]);
    const changed = await winnow(dir, ['run', '--n', '10', ...settings, '--json']);
    const { out: selected } = await winnow(dir, [
      'decisions',
      '--run',
      (JSON.parse(changed.out) as { runId: string }).runId,
      '--stage',
      'diversity',
    ]);
    expect(selected.split('\n').filter((line) => line.includes('"q-7"'))).toEqual([
      expect.stringContaining('"kept":true'),
    ]);
  });

  it('exits with 1 where --exact can not be had, and 0 with a warning otherwise', async () => {
    const [exact, loose] = await Promise.all([
      winnow(dir, ['run', '--n', '99', '--exact', '--json']),
      winnow(dir, ['run', '--n', '99']),
    ]);
    expect([exact.code, loose.code]).toEqual([1, 0]);
    expect(JSON.parse(exact.out)).toMatchObject({
      error: { code: 'failed', details: { run: { selected: 39 } } },
    });
    expect(loose.out).toContain('Only 39 of the 99 that were asked for passed');
  });

  it('lets a setting have the last word over --n, so that what why suggests can be added to any command', async () => {
    const { out } = await winnow(dir, ['run', '--n', '1', '--set', 'diversity.n=3', '--json']);
    expect(JSON.parse(out)).toMatchObject({ requested: 3, selected: 3 });
  });
});
