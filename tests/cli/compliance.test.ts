import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Keys, NO_KEYS } from '../../server/ask/keys.ts';
import type { CliContext } from '../../server/cli/frame.ts';
import { runProgram } from '../../server/cli/program.ts';
import { finding } from '../../server/comply/flag.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { DATA, SHIPPED } from '../comply/facts.ts';
import { winnow } from '../helpers/cli.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const KEY = 'AIzaSyTESTtestTESTtestTESTtestTESTtest';

/** The command line over one workspace. @returns its JSON, its text for people, and its lines */
function commandLine(workspace: Workspace, keys: Partial<Keys> = {}) {
  return async (...argv: string[]): Promise<{ json: unknown; text: string; lines: unknown[] }> => {
    const said = { json: null as unknown, text: '', lines: [] as unknown[] };
    const context = {
      workspace: () => workspace,
      actor: 'local',
      assets: { data: DATA, version: '0.0.0' },
      signal: new AbortController().signal,
      now: () => new Date('2026-11-30T00:00:00.000Z'),
      keys: () => ({ ...NO_KEYS, ...keys }),
      out: {
        result(value: unknown, human: () => string) {
          said.json = value;
          said.text = human();
        },
        line: (value: unknown) => void said.lines.push(value),
        note: () => undefined,
      },
    } as unknown as CliContext;
    await runProgram(argv, context, () => undefined);
    return said;
  };
}

describe('attest', () => {
  const said = ['--provider', 'gemini', '--tier', 'paid', '--region', 'DE', '--use', 'traces'];

  test('speaks about the key that is set, and never shows it', async () => {
    const { json, text } = await commandLine(temporaryWorkspace(), { gemini: KEY })('attest', ...said);
    expect(json).toEqual({
      attestationId: expect.stringMatching(/^att-/),
      provider: 'gemini',
      keyPrint: expect.stringMatching(/^[0-9a-f]{16}$/),
      tier: 'paid',
      region: 'DE',
      use: 'traces',
      attestedAt: '2026-11-24T00:00:00.000Z',
      expiresAt: '2026-12-24T00:00:00.000Z',
    });
    expect(text).toContain('The key of gemini is of the paid tier, in DE; this holds until 2026-12-24');
    expect(JSON.stringify([json, text])).not.toContain(KEY);
  });

  test.each([
    [said, 'There is no key of gemini to speak about: set GEMINI_API_KEY, and say it again.'],
    [said.slice(2), "Required option '--provider <name>' not specified."],
    [
      ['--provider', 'acme'],
      "Option '--provider <name>' argument 'acme' is invalid. Allowed choices are gemini, openai.",
    ],
  ])('refuses %j', async (argv, message) => {
    await expect(commandLine(temporaryWorkspace())('attest', ...argv)).rejects.toMatchObject({
      code: 'bad-usage',
      message: expect.stringContaining(message),
    });
  });
});

describe('terms', () => {
  test('are listed with what is in force today, and with the servers that were declared', async () => {
    const run = commandLine(temporaryWorkspace());
    const server = ['--endpoint', 'http://127.0.0.1:8000/v1', '--host', 'self', '--model', 'r1'];
    const declared = await run(
      'terms',
      'declare',
      ...server,
      '--weights',
      'deepseek-ai/DeepSeek-R1',
      '--by',
      'ann',
    );
    expect(declared.json).toEqual({
      origin: 'http://127.0.0.1:8000',
      host: 'self',
      model: 'r1',
      weights: 'deepseek-ai/DeepSeek-R1',
      by: 'ann',
      declaredAt: '2026-11-24T00:00:00.000Z',
      termsRefs: ['weights/deepseek-r1@mit'],
    });
    const { json, text } = await run('terms', 'list');
    const listed = json as {
      registrySha256: string;
      entries: { id: string; inForce: boolean }[];
      declared: object[];
    };
    expect([listed.registrySha256, listed.entries.length, listed.declared]).toEqual([
      SHIPPED.terms.sha256,
      SHIPPED.terms.entries.length,
      [
        {
          origin: 'http://127.0.0.1:8000',
          model: 'r1',
          weights: 'deepseek-ai/DeepSeek-R1',
          declaredAt: '2026-11-24T00:00:00.000Z',
        },
      ],
    ]);
    expect(
      listed.entries.filter(({ id }) => id.startsWith('google/gemini')).map(({ inForce }) => inForce),
    ).toEqual([false, false, false, true]);
    expect(text).toMatch(/google\/gemini-api-additional@2025-05-20 +replaced {2}Gemini API Additional/);
  });

  test('are shown clause by clause, with what is undecided or was not read', async () => {
    const run = commandLine(temporaryWorkspace());
    const { json, text } = await run('terms', 'show', 'google/general@2024-05-22');
    expect(json).toMatchObject({ id: 'google/general@2024-05-22', superseded_by: null });
    expect(text).toContain(
      'develop-models (What it lists as abuse): forbid-training, whether it binds is undecided; read',
    );
    expect((await run('terms', 'show', 'reference/source@1')).text).toContain('no clauses');
    await expect(run('terms', 'show', 'acme/terms@1')).rejects.toMatchObject({
      code: 'not-found',
      message: 'The registry has no terms acme/terms@1; winnow terms list shows what it has.',
    });
  });

  test('are captured from a file of text, and from nothing else', async () => {
    const run = commandLine(temporaryWorkspace());
    const folder = temporaryFolder();
    const file = join(folder, 'page.txt');
    writeFileSync(
      file,
      'You may not use the Services to develop models that compete with the Services (e.g.,\nGemini API or Google AI Studio).\n',
    );
    const { json, text } = await run('terms', 'capture', file);
    expect(json).toMatchObject({ instrument: 'google/gemini-api-additional', isNew: true });
    expect(text).toContain(
      'google/gemini-api-additional: kept, 117 bytes; the first text of these terms here',
    );
    expect(text).toContain('Not in it, of the clauses that the registry quotes');
    for (const other of [folder, join(folder, 'none'), '/dev/zero'])
      await expect(run('terms', 'capture', other)).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('refuse a declaration with the exit code of bad usage', async () => {
    const run = commandLine(temporaryWorkspace());
    const wanted = [
      '--endpoint',
      'http://h/',
      '--host',
      'self',
      '--model',
      'm',
      '--weights',
      'x',
      '--by',
      'ann',
    ];
    await expect(run('terms', 'declare', ...wanted)).rejects.toMatchObject({ code: 'bad-usage' });
  });
});

describe('flags', () => {
  test('are JSON lines with the fields of the contract, fewer by code and subject', async () => {
    const workspace = temporaryWorkspace();
    const summary = finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 2 });
    const flags = ['trace-1', 'trace-2'].flatMap((id) => about({ type: 'trace', id }, [summary]));
    workspace.write('test', () => raiseFlags(workspace, flags, { actor: 'local', subject: 'col-1' }));
    const run = commandLine(workspace);
    const [all, one, none] = [
      await run('flags'),
      await run('flags', '--subject', 'trace-2', '--code', 'THOUGHT_SUMMARY_ONLY'),
      await run('flags', '--code', 'TRUNCATED'),
    ];
    expect(all.lines.map((line) => Object.keys(line as object))).toEqual(
      Array(2).fill(['flagId', 'code', 'subject', 'phase', 'evidence', 'termsRefs', 'state']),
    );
    expect([one.lines, none.lines]).toEqual([[all.lines[1]], []]);
    await expect(run('flags', '--run', 'latest')).rejects.toMatchObject({ code: 'not-found' });
    await expect(run('flags', '--code', 'NONE')).rejects.toMatchObject({ code: 'bad-usage' });
  });
});

describe('policy', () => {
  test('is internal until somebody sets another', async () => {
    const run = commandLine(temporaryWorkspace());
    const before = await run('policy', 'show');
    expect(before.json).toMatchObject({ policy: 'internal', setBy: null, setAt: null, version: 2 });
    expect(before.text.split('\n').slice(0, 2)).toEqual([
      'internal: for internal use only: nothing is handed on',
      'nobody has set it',
    ]);
    const { json, text } = await run('policy', 'set', 'strict', '--by', 'ann');
    expect(json).toMatchObject({
      policy: 'strict',
      setBy: 'ann',
      setAt: '2026-11-24T00:00:00.000Z',
      effects: SHIPPED.policies.strict.effects,
    });
    expect(text).toContain('set by ann, 2026-11-24T00:00:00.000Z');
    await expect(run('policy', 'set', 'loose', '--by', 'ann')).rejects.toMatchObject({ code: 'bad-usage' });
    await expect(run('policy', 'set', 'strict')).rejects.toMatchObject({ code: 'bad-usage' });
  });
});

test('no key that is set stands in an error, as text, as JSON or with where it happened', async () => {
  const dir = temporaryFolder();
  const odd = 'odd"key/of mine';
  const env = { GEMINI_API_KEY: KEY, OPENAI_API_KEY: odd, WINNOW_DEBUG: '1' };
  const said = await Promise.all(
    [
      [dir, ['why', KEY]],
      [dir, ['run', '--recipe', odd, '--json']],
      ['/proc/no', ['runs', 'list', `--${odd}`]],
    ].map(([folder, args]) => winnow(folder as string, args as string[], env)),
  );
  expect(said.map(({ code }) => code)).toEqual([2, 2, 2]);
  const all = said.map(({ out, err }) => `${out}${err}`).join('');
  expect([all.includes(KEY), all.includes('odd"key'), all.includes('odd\\"key')]).toEqual([
    false,
    false,
    false,
  ]);
  expect(JSON.parse(said[1]?.out ?? '')).toMatchObject({
    error: { message: expect.stringContaining('[key]') },
  });
});

test('a crash that nobody waited for shows no key either', async () => {
  const crash = `const poll = setInterval(() => {
    if (process.listenerCount('uncaughtException') === 0) return;
    clearInterval(poll);
    Promise.reject(new Error('refused: ' + process.env.GEMINI_API_KEY));
  }, 5);`;
  const { code, err } = await winnow(temporaryFolder(), ['serve', '--port', '0', '--quiet'], {
    GEMINI_API_KEY: KEY,
    WINNOW_DEBUG: '1',
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(crash)}`,
  });
  expect([code, err.includes(KEY), err.split('\n').at(-2)]).toEqual([
    1,
    false,
    'winnow: Something unforeseen went wrong: refused: [key] (WINNOW_DEBUG=1 shows where).',
  ]);
});
