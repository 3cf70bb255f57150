import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { MAIN, winnow } from '../helpers/cli.ts';
import { type FakeModels, startFakeModels } from '../helpers/fake-models/server.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const KEY = 'AIzaSyFakeKeyOfTheTests-0123456789abcdef';
const COLLECT = ['traces', 'collect', '--run', 'latest', '--teacher', 'gemini', '--concurrency', '1'];

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({
    faults: [{ fault: 'gemini.403-leaked', prompt: 'refused' }],
    latencyMs: 300,
  });
});
afterAll(() => fake.close());

/** Starts a command over a workspace whose run has selected these questions. */
function start(questions: readonly string[], command: string, args: readonly string[]) {
  const workspace = temporaryWorkspace();
  storeRankedRun(
    workspace,
    questions.map((name) => worked(name)),
    questions.length,
  );
  const child = spawn(command, args, {
    env: {
      ...process.env,
      ...{ WINNOW_WORKSPACE: workspace.dir, GEMINI_API_KEY: KEY, GOOGLE_GEMINI_BASE_URL: fake.url },
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (text.includes('[y/N]')) child.stdin.write('y\r');
    said.out += text;
  });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, code };
}

const hasScript = spawnSync('script', ['--version']).status === 0;

describe('a command that ends before its end', () => {
  it.skipIf(!hasScript)(
    'leaves a terminal at once when it fails below a bar (needs `script` of util-linux)',
    async () => {
      const line = [process.execPath, MAIN, ...COLLECT].join(' ');
      const { said, code } = start(['one', 'refused'], 'script', ['-qec', line, '/dev/null']);
      expect(await code).toBe(1);
      const lines = said.out.replaceAll('\r', '').trimEnd().split('\n');
      expect(lines.at(-1)).toMatch(/winnow: gemini refuses the key: .* Your API key \[key\] was reported/);
      expect(said.out.lastIndexOf('\u001b[?25h')).toBeGreaterThan(said.out.lastIndexOf('\u001b[?25l')); // the cursor is back
    },
  );

  it('gives one JSON value and 4 also when a second signal ends it at once', async () => {
    const { child, said, code } = start(['slow'], process.execPath, [MAIN, ...COLLECT, '--json']);
    const isAsked = () => fake.ledger.entries.some(({ prompt }) => prompt?.includes('slow') === true);
    await vi.waitFor(() => expect(isAsked()).toBe(true), { timeout: 30_000, interval: 10 });
    child.kill('SIGHUP');
    child.kill('SIGINT');
    expect(await code).toBe(4);
    expect(JSON.parse(said.out)).toEqual({
      error: {
        code: 'stopped',
        message: expect.stringMatching(/^Ended at once by a second signal; /),
        details: null,
      },
    });
  });

  it('says in one line that a machine has no credentials, without remarks of libraries', async () => {
    const workspace = temporaryWorkspace();
    storeRankedRun(workspace, [worked('one')], 1);
    const env = { GCE_METADATA_HOST: fake.url.slice('http://'.length), HOME: workspace.dir };
    const collect = ['traces', 'collect', '--run', 'latest', '--teacher', 'gemini', '--quiet'];
    const { code, out, err } = await winnow(
      workspace.dir,
      [...collect, '--vertex', 'my-project/global'],
      env,
    );
    expect([code, out, err.trimEnd().split('\n')]).toEqual([
      1,
      '',
      [expect.stringMatching(/^winnow: vertex finds no credentials of this machine/)],
    ]);
  });
});
