import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { executeRun } from '../../server/runs/run.ts';
import { runEffects, shippedRecipe } from '../helpers/run.ts';
import { fillWithSample, inlineShards, shardsOf, storedBy } from '../helpers/shards.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

it('decides in shards what it decides on one machine, whatever the method and the size of the shards', async () => {
  const workspace = temporaryWorkspace();
  await fillWithSample(workspace, 3000);
  for (const [recipe, set, records] of [
    ['winnow', ['diversity.n=40'], 571],
    ['winnow', ['diversity.n=40', 'duplicates.method=minhash'], 800],
    ['s1', ['diversity.n=40', 'evidence.features=[]'], 1100],
  ] as const) {
    const options = { recipe: shippedRecipe(recipe, [...set]), seed: 7, actor: 'test' };
    const local = await executeRun(workspace, options, runEffects());
    const shards = shardsOf(inlineShards(), records);
    const sharded = await executeRun(workspace, options, { ...runEffects(), shards });
    expect(storedBy(workspace, sharded.runId)).toEqual(storedBy(workspace, local.runId));
    expect([local.engine, sharded.engine, readdirSync(shards.root)]).toEqual(['local', 'inline', []]);
  }
});
