import { Command } from 'commander';
import { expect, test } from 'vitest';
import { register as benchmarks } from '../../server/cli/benchmarks.ts';
import type { CliContext } from '../../server/cli/frame.ts';
import { register as importCommand } from '../../server/cli/import.ts';
import { register as imports } from '../../server/cli/imports.ts';
import { register as signals } from '../../server/cli/signals.ts';
import { register as sources } from '../../server/cli/sources.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { DATA } from '../comply/facts.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from './files.ts';

/** A command line over one workspace. @returns what it says to people, and its JSON */
function commandLine(workspace: Workspace) {
  return async (...argv: string[]): Promise<{ text: string; json: unknown; notes: string[] }> => {
    const said = { text: '', json: null as unknown, notes: [] as string[] };
    const context = {
      workspace: () => workspace,
      actor: 'local',
      assets: { data: DATA },
      signal: new AbortController().signal,
      out: {
        result(value: unknown, human: () => string) {
          said.json = value;
          said.text = human();
        },
        note: (note: string) => void said.notes.push(note),
        progress: () => undefined,
      },
    } as unknown as CliContext;
    const program = new Command();
    for (const register of [importCommand, imports, sources, benchmarks, signals]) register(program, context);
    await program.parseAsync(argv, { from: 'user' });
    return said;
  };
}

test('a visit: import, look, exclude, measure, undo', async () => {
  const winnow = commandLine(temporaryWorkspace());
  const path = fileOf('pool.jsonl', `${jsonLines({ id: 1, question: 'q1' }, { id: 2, q: 'q2' })}x\n`);
  const first = await winnow(
    'import',
    path,
    '--license',
    'MIT',
    '--map',
    'question=question',
    '--map',
    'id=id',
  );
  expect(first.text.split('\n')).toEqual([
    '  source  records  licence',
    '  pool          1  MIT',
    'rejected',
    `  ${path}:2 (byte 25) missing-question: There is no text at question; the fields are id, q. Name one with --map question=FIELD.`,
    `  ${path}:3 (byte 43) not-json: Not JSON: at character 1, a value is wanted, not "x".`,
    '1 imported, 0 already there, 2 rejected, 0.0 s (imp-0000000002)',
  ]);
  expect(first.json).toMatchObject({ importId: 'imp-0000000002', imported: 1, rejected: 2 });
  const dry = await winnow('import', path, '--map', 'question=q', '--dry-run');
  expect(dry.text.split('\n').at(-1)).toBe('dry run: 1 imported, 0 already there, 2 rejected, 0.0 s');
  expect((await winnow('imports', 'list')).text.split('\n')).toEqual([
    '  import          at (UTC)             imported  rejected          files',
    '  imp-0000000002  2026-11-24 00:00:00         1         2  stands  pool.jsonl',
  ]);
  expect((await winnow('sources', 'exclude', 'pool')).text).toContain('set aside');
  expect((await winnow('sources', 'list')).json).toMatchObject([{ name: 'pool', included: false }]);
  const bench = await winnow(
    'benchmarks',
    'add',
    fileOf('b.jsonl', jsonLines({ question: 'a b c d e f g h' })),
  );
  expect(bench.json).toMatchObject({ name: 'b', items: 1, ngrams: 1 });
  expect((await winnow('benchmarks', 'list')).text).toBe(
    '  benchmark  items  8-grams\n  b              1        1  included',
  );
  const measured = await winnow(
    'signals',
    'import',
    fileOf('s.jsonl', jsonLines({ id: 1, domain: 'law' }, { id: 9 })),
  );
  expect(measured.text).toBe('0 attempts and 1 value for 1 question, 1 unknown id, 0 rejected, 0.0 s');
  expect(measured.notes).toEqual(['note: 1 id is not in the pool and was passed over: 9.']);
  expect((await winnow('imports', 'undo', 'imp-0000000002')).text).toBe(
    'imp-0000000002 undone: 1 question out of the pool, 0 older versions back in it',
  );
});

test('names from files can not steer a terminal', async () => {
  const winnow = commandLine(temporaryWorkspace());
  const { text } = await winnow(
    'import',
    fileOf('a.jsonl', jsonLines({ question: 'q', source: '\u001b[31mred\u202e' })),
  );
  expect(text).toContain('\\u001b[31mred\\u202e');
});

test('every command shows an example', () => {
  const program = new Command();
  for (const register of [importCommand, imports, sources, benchmarks, signals])
    register(program, {} as CliContext);
  const below = program.commands.flatMap((command) =>
    command.commands.length > 0 ? command.commands : [command],
  );
  for (const command of below) {
    const help: string[] = [];
    command.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp();
    expect(help.join('')).toMatch(/Examples?\n {2}winnow /);
  }
});
