import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { addQuestions } from '../helpers/questions.ts';
import { plainPool } from '../helpers/shards.ts';
import { spoiledAndAgain } from '../helpers/spoiled.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const RUN = ['--json', 'run', '--n', '100', '--seed', '7'];
const IN_SHARDS = [...RUN, '--engine', 'processes', '--shard-records', '300', '--shard-memory', '512'];

function filled(): string {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, plainPool(3000));
  return workspace.dir;
}

const selectionOf = ({ code, out }: Ended): unknown =>
  code === 0 ? (JSON.parse(out) as { selectionSha256: string }).selectionSha256 : out;

describe('a run in processes of this machine', () => {
  it('selects the same where shards were spoiled, which are done again', async () => {
    const expected = selectionOf(await winnow(filled(), RUN));
    const { runs, isWhole } = await spoiledAndAgain(filled(), IN_SHARDS, {});
    expect([...runs.map(selectionOf), isWhole]).toEqual([expected, expected, true]);
  });

  it('is refused in one line while the same run is under way, and selects the same once that was killed', async () => {
    const dir = filled();
    const expected = selectionOf(await winnow(filled(), RUN));
    const file = join(dir, 'first.pid');
    const running = winnow(dir, IN_SHARDS, {}, ['sh', '-c', 'echo $$ > "$0"; exec "$@"', file]);
    const root = join(dir, 'shards');
    const isHeld = () =>
      existsSync(root) && readdirSync(root).some((name) => existsSync(join(root, name, 'leases')));
    while (!isHeld()) await setTimeout(20);
    const second = await winnow(dir, IN_SHARDS);
    expect([second.code, selectionOf(second)]).toEqual([
      4,
      expect.stringMatching(
        /"message":"The same run in shards \([0-9a-f]{32}\) is in use by winnow run \(process \d+\); nothing was changed/,
      ),
    ]);
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
    expect((await running).code).toBe(null);
    expect(selectionOf(await winnow(dir, IN_SHARDS))).toBe(expected);
  });
});
