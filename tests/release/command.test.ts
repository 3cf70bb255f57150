import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { NO_KEYS } from '../../server/ask/keys.ts';
import type { CliContext, Register } from '../../server/cli/frame.ts';
import { createOutput } from '../../server/cli/output.ts';
import { register as registerRelease } from '../../server/cli/release.ts';
import { loadTokenizer } from '../../server/cli/token-counter.ts';
import { register as registerTraces } from '../../server/cli/traces.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { storeRankedRun } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { FIVE, readTree } from './fixture.ts';
import { testKey } from './test-key.ts';

const tokenizer = join(import.meta.dirname, '../../dist/tokenizers/qwen2.5.bin');
const built = existsSync(tokenizer);

/** Runs a command line as main would, and gives back what it printed. */
async function winnow(workspace: Workspace, argv: string[], json = false) {
  const printed = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: string) => {
    printed[to] += text;
  };
  const clock = () => 0;
  const asTyped = (text: string) => text;
  const streams = { out: { write: write('out') }, err: { write: write('err') }, clock, asTyped };
  const context: CliContext = {
    workspace: () => workspace,
    workspaceDir: () => workspace.dir,
    signingKey: () => testKey(workspace.log),
    out: createOutput(streams, { json, quiet: false }),
    actor: 'local',
    signal: new AbortController().signal,
    assets: {
      data: join(import.meta.dirname, '../../data'),
      pages: '',
      tokenizer,
      worker: { file: '', execArgv: [] },
      version: '0.0.0',
    },
    workers: 1,
    clock,
    now: workspace.now,
    randomHex: workspace.randomHex,
    pid: process.pid,
    environmentKey: () => undefined,
    keys: () => NO_KEYS,
  };
  const program = new Command('winnow').exitOverride();
  const registers: Register[] = [registerTraces, registerRelease];
  for (const register of registers) register(program, context);
  await program.parseAsync(argv, { from: 'user' });
  return printed;
}

describe.skipIf(!built)(
  'on the command line (skipped where the tokenizer is not built: npm run build)',
  () => {
    test('traces collect, traces status and release tell what came of it, lined up', async () => {
      const workspace = temporaryWorkspace();
      storeRankedRun(workspace, FIVE, 4);
      const collect = ['traces', 'collect', '--teacher', 'reference', '--until-usable', '4'];
      expect((await winnow(workspace, collect)).out).toBe(
        `4 usable traces by reference (0.0 s)

  asked       5
  usable      4  40 tokens of thinking, 8 of answers
  not usable  1  no-solution 1
  by rank     5  looked at for 4 usable ones; passed over: no-solution 1

  run run-0000000001   collection col-b67880faf194f601
`,
      );
      expect((await winnow(workspace, ['traces', 'status'])).out).toBe(
        `  collection            run             teacher    state  answered  others  pending  spent  made
  col-b67880faf194f601  run-0000000001  reference  done          4       1        0         2026-11-24T00:00:00.000Z
`,
      );
      const out = join(temporaryFolder(), 'set');
      const printed = await winnow(workspace, [
        'release',
        '--out',
        out,
        '--format',
        's1',
        '--format',
        'messages',
      ]);
      const steady = printed.out
        .replace(out, 'OUT')
        .replace(/[0-9a-f]{64}/, 'ROOT')
        .replace(/release-\w+/, 'ID');
      expect(steady).toBe(
        `4 rows released to OUT (0.0 s)

  formats   s1, messages
  tokens    232 in all; a row 56 (p50), 70 (p99), 70 (longest)
  training  under a minute for Qwen2.5-32B-Instruct on 16 H100: bash training/run.sh
  gave way  no-solution 1; 1 of the reserve came in their place
  policy    internal; attest: LICENCE_UNKNOWN 1; inform: BENCHMARKS_NOT_CHECKED 4, DIFFICULTY_ESTIMATED 4, LICENCE_ATTRIBUTION 1
  files     44, 0.2 MB
  root      ROOT

  run run-0000000001   ID
`,
      );
      const data = Object.keys(readTree(out)).filter((path) => path.startsWith('data/'));
      expect(data).toEqual([
        'data/messages/train.jsonl',
        'data/messages/train.parquet',
        'data/s1/train.jsonl',
        'data/s1/train.parquet',
      ]);
    });

    test('with --json each prints one JSON value', async () => {
      const workspace = temporaryWorkspace();
      storeRankedRun(workspace, FIVE, 2);
      const one = await winnow(
        workspace,
        ['traces', 'collect', '--run', 'latest', '--teacher', 'reference'],
        true,
      );
      expect(JSON.parse(one.out)).toMatchObject({ asked: 2, answered: 2, pending: 0, spentUsd: 0 });
      const status = await winnow(workspace, ['traces', 'status'], true);
      expect(JSON.parse(status.out)).toMatchObject([{ asked: 2, answered: 2, unusable: {}, pending: 0 }]);
      const out = join(temporaryFolder(), 'set');
      const released = await winnow(workspace, ['release', '--run', 'run-0000000001', '--out', out], true);
      expect(JSON.parse(released.out)).toMatchObject({ rows: 2, refused: {}, gate: { applied: true } });
    });

    test('a run that is not there and a number that is none are named', async () => {
      const workspace = temporaryWorkspace();
      const collect = ['traces', 'collect', '--teacher', 'reference'];
      await expect(winnow(workspace, collect)).rejects.toMatchObject({ code: 'not-found' });
      storeRankedRun(workspace, FIVE, 2);
      await expect(winnow(workspace, [...collect, '--until-usable', '1e3'])).rejects.toMatchObject({
        code: 'bad-usage',
        message: '--until-usable 1e3: a whole number of at least 1, as in --until-usable 1000.',
      });
      expect((await winnow(workspace, ['traces', 'status'])).out).toBe(
        'No traces yet. Collect some with: winnow traces collect --run latest --teacher reference\n',
      );
    });

    test('a marker of a chat counts as one token', () => {
      const { countTokens } = loadTokenizer({ tokenizer });
      expect(['<|im_start|>think\n', '<|im_end|>', 'think'].map(countTokens)).toEqual([3, 1, 1]);
    });
  },
);

test('a tokenizer that is missing is named with what makes it', () => {
  expect(() => loadTokenizer({ tokenizer: '/nowhere/table.bin' })).toThrow(/run: npm run build$/);
});
