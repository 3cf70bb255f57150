import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import type { StoredDecision } from '../../server/db/decisions.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { verifyShards } from '../../server/jobs/verify-shards.ts';
import { findRun } from '../../server/runs/find.ts';
import { decidedOverShards } from '../../server/runs/over-shards/find.ts';
import { executeRun } from '../../server/runs/run.ts';
import { runEffects, shippedRecipe } from '../helpers/run.ts';
import { openPool, register, shardRecords, writeShards } from '../helpers/shard-pool.ts';
import { inlineShards, plainPool, shardsOf } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const optionsOf = (recipe: string, ...set: string[]) => ({
  recipe: shippedRecipe(recipe, ['diversity.n=20', ...set]),
  seed: 7,
  actor: 'test',
});

const SETTINGS = {
  s1: ['evidence.features=[]', 'duplicates.method=join'],
  winnow: [] as string[],
};

/** What of a run does not hang on where its questions lie. */
const told = (workspace: Workspace, runId: string) => {
  const {
    runId: _i,
    engine: _e,
    seconds: _s,
    createdAt: _c,
    shards: _o,
    ...rest
  } = workspace.runs.byId(runId)!.report;
  return rest;
};

/** Every decision of a run by id, without what names its question elsewhere. */
async function decisionsOf(workspace: Workspace, runId: string): Promise<unknown[]> {
  const run = findRun(workspace, runId);
  const plain = ({ n: _n, ...rest }: StoredDecision) => rest;
  const all = [...workspace.decisions.ofRun(run.n)].map(plain);
  if (run.report.shards !== undefined) {
    const pool = openPool(workspace);
    for (const [n, id] of pool.heads()) {
      if (all.some(({ questionId }) => questionId === id)) continue;
      const stored = await decidedOverShards(workspace, run, pool, [n, id]);
      if (stored !== undefined) all.push(plain(stored));
    }
  }
  return all.sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
}

describe('a run over shards', () => {
  it.each(['s1', 'winnow'] as const)(
    '%s decides what it decides of the same rows in the database',
    async (recipe) => {
      const folder = temporaryFolder();
      const files = writeShards(folder, shardRecords(plainPool(300)), 110);
      const imported = temporaryWorkspace();
      await importFiles(imported, files, { actor: 'test' });
      const options = optionsOf(recipe, ...SETTINGS[recipe]);
      const local = await executeRun(imported, options, runEffects());

      const workspace = temporaryWorkspace();
      const report = await register(workspace, folder);
      expect([report.imported, report.poolSha256]).toEqual([300, local.poolSha256]);
      for (const effects of [runEffects(), { ...runEffects(), shards: shardsOf(inlineShards(), 90) }]) {
        const run = await executeRun(workspace, { ...options, pool: openPool(workspace) }, effects);
        expect(told(workspace, run.runId)).toEqual(told(imported, local.runId));
        const ranked = local.selected + local.reserve;
        expect(run.shards).toMatchObject({ place: 'beside', rows: 300 - ranked });
        expect(await decisionsOf(workspace, run.runId)).toEqual(await decisionsOf(imported, local.runId));
        expect([...workspace.decisions.ofRun(findRun(workspace, run.runId).n)].length).toBe(ranked);
      }
      expect(readdirSync(join(folder, '.winnow')).length).toBe(1);
    },
  );

  it('keeps decisions in the workspace where it is told to', async () => {
    const folder = temporaryFolder();
    writeShards(folder, shardRecords(plainPool(60)), 60);
    const workspace = temporaryWorkspace();
    await register(workspace, folder);
    const options = { ...optionsOf('s1', ...SETTINGS.s1), decisions: 'workspace' as const };
    const run = await executeRun(workspace, { ...options, pool: openPool(workspace) }, runEffects());
    expect([run.shards?.place, readdirSync(folder)]).toEqual(['workspace', ['part-0000.parquet']]);
    expect((await decisionsOf(workspace, run.runId)).length).toBe(60);
    expect(checkLog(workspace, [], null).fault).toBe(null);
    const effects = { signal: new AbortController().signal, progress: () => undefined };
    const files = workspace.decisionFiles.ofRun(findRun(workspace, run.runId).n);
    expect(await verifyShards(workspace, effects)).toBe(1 + files.length);
    const file = join(workspace.dir, 'pools/decisions', run.runId, files[0]?.path ?? '');
    const bytes = readFileSync(file);
    bytes[20]! ^= 1;
    writeFileSync(file, bytes);
    await expect(verifyShards(workspace, effects)).rejects.toThrow(
      /is not what the log says of it: it was changed/,
    );
  });
});
