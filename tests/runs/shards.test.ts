import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ShardEngine } from '../../server/engine/shards/carry-out.ts';
import { executeRun } from '../../server/runs/run.ts';
import { addQuestions } from '../helpers/questions.ts';
import { runEffects, shippedRecipe } from '../helpers/run.ts';
import { inlineShards, plainPool, shardsOf, storedBy } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const optionsOf = (...set: string[]) => ({
  recipe: shippedRecipe('s1', ['diversity.n=20', 'evidence.features=[]', ...set]),
  seed: 7,
  actor: 'test',
});

function filled() {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, plainPool(160));
  return workspace;
}

describe('a run in shards', () => {
  it.each([['exact'], ['join'], ['minhash']])(
    'decides by %s what a run on one machine decides',
    async (method) => {
      const workspace = filled();
      const options = optionsOf(`duplicates.method=${method}`);
      const local = await executeRun(workspace, options, runEffects());
      const shards = shardsOf(inlineShards(), 60);
      const sharded = await executeRun(workspace, options, { ...runEffects(), shards });
      expect(storedBy(workspace, sharded.runId)).toEqual(storedBy(workspace, local.runId));
      expect(local.funnel.find(({ stage }) => stage === 'duplicates')?.dropped).not.toEqual({});
      expect([sharded.engine, readdirSync(shards.root)]).toEqual(['inline', []]);
    },
  );

  it('goes on where it stopped: what was done is not done again, what was spoiled meanwhile is', async () => {
    const workspace = filled();
    const options = optionsOf('duplicates.method=join');
    const root = temporaryFolder();
    const broken = inlineShards((round, job) => {
      if (round === 'pairs' && job === 1) throw new Error('no space left on device');
    });
    await expect(
      executeRun(workspace, options, { ...runEffects(), shards: shardsOf(broken, 60, root) }),
    ).rejects.toThrow(/^Shard 1 of pairs failed 3 times on inline: .*no space left on device/);
    expect(workspace.runs.latest()).toBeUndefined();
    const [dir = ''] = readdirSync(root);
    const spoiled = join(root, dir, 'look/out/00002/near.bin');
    const bytes = readFileSync(spoiled);
    bytes[30]! ^= 1;
    writeFileSync(spoiled, bytes);
    const again: string[] = [];
    const whole = inlineShards((round, job) => void again.push(`${round} ${job}`));
    const sharded = await executeRun(workspace, options, {
      ...runEffects(),
      shards: shardsOf(whole, 60, root),
    });
    const local = await executeRun(workspace, options, runEffects());
    expect(storedBy(workspace, sharded.runId)).toEqual(storedBy(workspace, local.runId));
    const isOf = (...rounds: string[]) => again.filter((one) => rounds.some((name) => one.startsWith(name)));
    expect([isOf('look'), isOf('equal', 'count', 'holders'), isOf('pairs')]).toEqual([
      ['look 2'],
      [],
      ['pairs 1'],
    ]);
  });

  it('compares what an earlier run on one machine left at hand, and looks at no text again', async () => {
    const workspace = filled();
    const effects = runEffects();
    await executeRun(workspace, optionsOf('duplicates.method=join'), effects);
    const options = optionsOf('duplicates.method=join', 'duplicates.threshold=0.9');
    const asked: string[] = [];
    const shards = shardsOf(
      inlineShards((round) => void asked.push(round)),
      60,
    );
    const sharded = await executeRun(workspace, options, { ...effects, shards });
    const local = await executeRun(workspace, options, runEffects());
    expect(storedBy(workspace, sharded.runId)).toEqual(storedBy(workspace, local.runId));
    expect(asked).toEqual([]);
  });

  it('is refused in one line while the same run works in its folder, and takes over what that left behind', async () => {
    const workspace = filled();
    const options = optionsOf('duplicates.method=join');
    const root = temporaryFolder();
    const second: unknown[] = [];
    const asked = (engine: ShardEngine) => ({ ...runEffects(), shards: shardsOf(engine, 60, root) });
    const first = inlineShards();
    const watched: ShardEngine = {
      ...first,
      async carryOut(...batch) {
        const meanwhile = executeRun(workspace, options, asked(inlineShards()));
        second.push(await meanwhile.catch((cause: unknown) => (cause as Error).message));
        return first.carryOut(...batch);
      },
    };
    await executeRun(workspace, options, asked(watched));
    expect([...new Set(second)]).toEqual([
      expect.stringMatching(
        /^The same run in shards \([0-9a-f]{32}\) is in use by a test; nothing was changed, try again when it is done\.$/,
      ),
    ]);
    expect(readdirSync(root)).toEqual([]);
  });

  it('spreads a text that a third of the pool repeats without a long partition', async () => {
    const workspace = temporaryWorkspace();
    const same = plainPool(1)[0]!.question;
    const copies = plainPool(100).map((one, i) => (i % 3 === 0 ? { ...one, question: same } : one));
    addQuestions(workspace, copies);
    let longest = 0;
    const watched = inlineShards();
    const engine = {
      ...watched,
      async carryOut(...asked: Parameters<typeof watched.carryOut>) {
        const said = await watched.carryOut(...asked);
        const [{ round }] = asked;
        if (round.name === 'equal') {
          for (const job of readdirSync(join(round.run, 'equal/out'))) {
            const { counts } = JSON.parse(
              readFileSync(join(round.run, 'equal/out', job, 'done.json'), 'utf8'),
            ) as { counts: { rows: number } };
            longest = Math.max(longest, counts.rows);
          }
        }
        return said;
      },
    };
    const options = optionsOf('duplicates.method=exact');
    const local = await executeRun(workspace, options, runEffects());
    const sharded = await executeRun(workspace, options, { ...runEffects(), shards: shardsOf(engine, 25) });
    expect(storedBy(workspace, sharded.runId)).toEqual(storedBy(workspace, local.runId));
    expect(longest).toBeLessThan(34);
  });
});
