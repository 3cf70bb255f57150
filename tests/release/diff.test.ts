import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { register } from '../../server/cli/diff.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { compareRows } from '../../server/release/diff/compare.ts';
import { diffReleases } from '../../server/release/diff/diff.ts';
import type { ReleasedLine } from '../../server/release/diff/rows.ts';
import type { ReleaseChangeRow, ReleaseDiffHead } from '../../shared/schemas/release-diff.ts';
import { storeRankedRun } from '../ask/ranked-run.ts';
import { typed } from '../cli/in-process.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { collect, collected, FIVE, release } from './fixture.ts';

const FALLEN = { stage: 'quality', reason: 'numbering' } as const;

/** Two releases of a run, the first of them shorter; a third one of another run, in which beta fell. */
async function three(workspace: Workspace) {
  const run = await collected(workspace);
  const of = (name: string, options: Omit<Parameters<typeof release>[1], 'out'>) =>
    release(workspace, { ...options, out: join(workspace.dir, 'releases', name) });
  const short = await of('short', { run, n: 2 });
  const whole = await of('whole', { run, formats: ['s1'], template: 'qwen2.5-think' });
  const other = storeRankedRun(workspace, FIVE, 4, { beta: FALLEN }, 'run-0000000002');
  await collect(workspace, other, 4);
  return { short, whole, other: await of('other', { run: other }) };
}

const named = (side: readonly { externalId: string | null; cause: { kind: string; says: string } }[]) =>
  side.map(({ externalId, cause }) => [externalId, cause.kind, cause.says]);

describe('diffReleases(workspace, { a, b })', () => {
  it('names rows that came with a later rank, and puts a row that is written otherwise down to its format', async () => {
    const workspace = temporaryWorkspace();
    const { short, whole } = await three(workspace);
    const diff = diffReleases(workspace, { a: short.releaseId, b: whole.releaseId });
    expect(diff.before).toEqual({
      releaseId: short.releaseId,
      runId: 'run-0000000001',
      policy: 'internal',
      rows: 2,
    });
    expect(diff.counts).toMatchObject({ added: whole.rows - 2, removed: 0, moved: 0 });
    expect(new Set(diff.added.map(({ cause }) => cause.kind))).toEqual(new Set(['rows']));
    expect(diff.added[0]?.cause.says).toMatch(/ ends at rank 2; it has \d there$/);
  });

  it('names where a row fell in the run of the release that lacks it, from either side', async () => {
    const workspace = temporaryWorkspace();
    const { whole, other } = await three(workspace);
    const there = diffReleases(workspace, { a: whole.releaseId, b: other.releaseId });
    expect(named(there.removed)).toEqual([['beta', 'run', 'in run-0000000002: quality, numbering']]);
    const back = diffReleases(workspace, { a: other.releaseId, b: whole.releaseId });
    expect(named(back.added)).toEqual([['beta', 'run', 'in run-0000000002: quality, numbering']]);
    expect(there.counts.same + there.counts.moved + there.counts.changed).toBe(whole.rows - 1);
    const itself = diffReleases(workspace, { a: whole.releaseId, b: whole.releaseId });
    expect(itself.counts).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, same: whole.rows });
  });

  it('puts a row that one release trains on and the other holds back down to that', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const whole = await release(workspace, { run, out: join(workspace.dir, 'releases', 'whole') });
    const held = await release(workspace, {
      ...{ run, n: whole.rows - 1, validation: 1 },
      out: join(workspace.dir, 'releases', 'held'),
    });
    const [there, back] = [
      diffReleases(workspace, { a: whole.releaseId, b: held.releaseId }),
      diffReleases(workspace, { a: held.releaseId, b: whole.releaseId }),
    ];
    expect([there.counts.changed, there.changed[0]?.cause, back.changed[0]?.cause]).toEqual([
      1,
      { kind: 'split', says: 'trained on before, held back for validation now' },
      { kind: 'split', says: 'held back for validation before, trained on now' },
    ]);
  });

  it('takes what the workspace stored where the folder is gone, and folders that it does not know', async () => {
    const workspace = temporaryWorkspace();
    const { short, whole } = await three(workspace);
    const known = diffReleases(workspace, { a: short.releaseId, b: whole.releaseId });
    const elsewhere = join(workspace.dir, 'elsewhere');
    renameSync(join(workspace.dir, 'releases', 'short'), elsewhere);
    const stored = diffReleases(workspace, { a: short.releaseId, b: whole.releaseId });
    expect(stored.added.map(({ questionId }) => questionId)).toEqual(
      known.added.map(({ questionId }) => questionId),
    );
    expect(diffReleases(workspace, { a: elsewhere, b: whole.releaseId })).toEqual(known);
    const other = temporaryWorkspace();
    const foreign = diffReleases(other, { a: elsewhere, b: join(workspace.dir, 'releases', 'whole') });
    expect([foreign.counts, foreign.before.runId]).toEqual([known.counts, null]);
    expect(new Set(foreign.added.map(({ cause }) => cause.kind))).toEqual(new Set(['unknown']));
    writeFileSync(join(elsewhere, 'provenance.jsonl'), '{"line":1}\n');
    expect(() => diffReleases(other, { a: elsewhere, b: elsewhere })).toThrow('line 1: this is no row');
    rmSync(join(elsewhere, 'manifest.json'));
    expect(() => diffReleases(other, { a: elsewhere, b: elsewhere })).toThrow('holds no manifest.json');
  });

  it('is the same over HTTP and in the command, page by page and as a file', async () => {
    const workspace = temporaryWorkspace();
    const { short, whole } = await three(workspace);
    const { added, removed, changed, moved, ...head } = diffReleases(workspace, {
      a: short.releaseId,
      b: whole.releaseId,
    });
    const { api } = await startServer(workspace);
    const path = `/releases/${whole.releaseId}/diff`;
    expect((await api(`${path}?against=${short.releaseId}`)).body).toEqual(head satisfies ReleaseDiffHead);
    const { body } = await api(`${path}/changes?against=${short.releaseId}&side=added&limit=1`);
    const page = body as { items: ReleaseChangeRow[]; nextCursor: string | null };
    expect(page).toEqual({
      items: [{ ...added[0], text: expect.any(String) }],
      nextCursor: expect.any(String),
    });
    const of = async (more: string) => (await api(`${path}/changes?against=${short.releaseId}${more}`)).text;
    expect((await of('&side=added&as=csv')).trimEnd().split('\r\n')).toHaveLength(added.length + 1);
    const cause = added[0]?.cause.kind ?? '';
    const isOfIt = (text: string) => JSON.parse(text).cause.kind === cause;
    const lines = (await of(`&side=added&cause=${cause}&as=jsonl`)).trimEnd().split('\n');
    expect(lines.filter(isOfIt)).toHaveLength(added.filter((one) => one.cause.kind === cause).length);
    expect(lines.every(isOfIt)).toBe(true);
    expect((await api('/releases/rel-none/diff')).status).toBe(404);
    const command = ['diff', short.releaseId, whole.releaseId];
    const { out } = await typed(workspace, register, [...command, '--json']);
    expect(JSON.parse(out)).toEqual({ ...head, added, removed, changed, moved });
    expect((await typed(workspace, register, command)).out).toContain(`${added.length} came, 0 went`);
  });
});

describe('compareRows(before, after)', () => {
  it('loses no row: each is one of came, went, changed, moved, or the same', () => {
    const row = (questionId: string, rank: number, trace: string): ReleasedLine => ({
      line: rank,
      lines: { s1: trace },
      questionId,
      externalId: null,
      source: 's',
      licenseDeclared: null,
      contentSha256: 'c',
      version: 1,
      rank,
      trace: { id: trace },
    });
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom('x', 'y')), {
      selector: ([id]) => id,
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const [was, is] = [a, b].map((some) => some.map(([id, trace], i) => row(`q${id}`, i + 1, trace))) as [
          ReleasedLine[],
          ReleasedLine[],
        ];
        const { added, removed, changed, moved, same } = compareRows(was, is);
        expect(added.length + changed.length + moved.length + same).toBe(is.length);
        expect(removed.length + changed.length + moved.length + same).toBe(was.length);
        expect(changed.every(({ before, after }) => before?.trace.id !== after?.trace.id)).toBe(true);
      }),
    );
  });
});
