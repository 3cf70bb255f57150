import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { liftTakedown, type TakingDown, takeDown } from '../../server/intake/takedowns.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, linesOf, readTree, release } from './fixture.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const SOURCES: Readonly<Record<string, string>> = { b: 'theirs', e: 'theirs' };
const POOL = NAMES.map((name) =>
  worked(name, { source: SOURCES[name] ?? 'mine', solution: `We work out the value of ${name}.` }),
);
const idOf = (name: string): string => POOL[NAMES.indexOf(name)]?.questionId ?? '';
const ASKED = { by: 'ann', why: 'notice of the author' };

/** Three of six are selected, the others are their reserve; all have traces. */
async function released() {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, POOL, 3);
  await collect(workspace, run, 6);
  const lines = async () => {
    const out = join(temporaryFolder(), 'set');
    const report = await release(workspace, { run, out });
    return { report, lines: linesOf(readTree(out)['data/s1/train.jsonl']) };
  };
  return { workspace, run, lines, first: await lines() };
}

const idsIn = (lines: readonly string[]): string[] =>
  lines.map((line) => (JSON.parse(line) as { id: string }).id);

const statesOf = (workspace: Workspace): string[] =>
  [...workspace.flags.each({ code: 'TAKEDOWN_NOTICE' })].map(
    ({ subject, state }) => `${subject.id} ${state}`,
  );

describe('takeDown(workspace, asked)', () => {
  const named: [string, Omit<TakingDown, 'by' | 'why'>, string[]][] = [
    ['a question by our id', { kind: 'question', named: idOf('b') }, ['a', 'c', 'd']],
    ['a question by the id of its import', { kind: 'question', named: 'b' }, ['a', 'c', 'd']],
    ['a source', { kind: 'source', named: 'theirs' }, ['a', 'c', 'd']],
    [
      'a text, whatever its case and spacing',
      { kind: 'text', named: 'WE  work\\,out the value of b.' },
      ['a', 'c', 'd'],
    ],
    ['what is in no release', { kind: 'question', named: 'f' }, ['a', 'b', 'c']],
  ];
  test.each(named)(
    '%s: the next of the reserve steps in, and no other line changes',
    async (_, what, after) => {
      const { workspace, run, lines, first } = await released();
      const taken = takeDown(workspace, { ...what, ...ASKED });
      const second = await lines();
      expect(idsIn(second.lines)).toEqual(after.map(idOf));
      const kept = first.lines.filter((line) => second.lines.includes(line));
      expect(kept).toHaveLength(after.filter((name) => ['a', 'b', 'c'].includes(name)).length);
      const rows = after.includes('b') ? [] : [{ line: 2, questionId: idOf('b'), source: 'theirs' }];
      expect(taken.releases).toEqual(
        rows.length === 0
          ? []
          : [
              {
                releaseId: first.report.releaseId,
                policy: 'internal',
                createdAt: '2026-11-24T00:00:00.000Z',
                runId: run.report.runId,
                rows,
              },
            ],
      );
      expect(second.report.gaveWay).toEqual(rows.length === 0 ? {} : { 'taken-down': 1 });
    },
  );

  test('a look alone records nothing', async () => {
    const { workspace, first } = await released();
    const before = workspace.events.count();
    const looked = takeDown(workspace, { kind: 'source', named: 'theirs', ...ASKED, dryRun: true });
    expect([looked.takedownId, looked.releases.map(({ releaseId }) => releaseId)]).toEqual([
      null,
      [first.report.releaseId],
    ]);
    expect([workspace.events.count(), workspace.takedowns.all()]).toEqual([before, []]);
  });

  test('is an event without its words, raises a flag, and both are undone by lifting it', async () => {
    const { workspace, lines, first } = await released();
    const { takedownId } = takeDown(workspace, { kind: 'question', named: 'b', ...ASKED });
    expect(statesOf(workspace)).toEqual([`${idOf('b')} open`]);
    const bodies = workspace.events.all().map(({ body }) => Buffer.from(body).toString('utf8'));
    expect(bodies.filter((body) => body.includes(ASKED.why))).toEqual([]);
    expect(liftTakedown(workspace, takedownId ?? '', { by: 'ann', why: 'withdrawn' })).toEqual({
      takedownId,
      liftedAt: '2026-11-24T00:00:00.000Z',
    });
    expect(statesOf(workspace)).toEqual([`${idOf('b')} resolved`]);
    expect((await lines()).lines).toEqual(first.lines);
    expect(() => liftTakedown(workspace, takedownId ?? '', { by: 'ann', why: 'again' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  });

  test.each([
    [{ kind: 'source', named: 'nobody' }, 'not-found'],
    [{ kind: 'question', named: 'nobody' }, 'not-found'],
    [{ kind: 'text', named: 'no question says these words' }, 'not-found'],
    [{ kind: 'text', named: 'short' }, 'bad-usage'],
  ] as const)('refuses %j', async (what, code) => {
    const { workspace } = await released();
    expect(() => takeDown(workspace, { ...what, ...ASKED })).toThrow(expect.objectContaining({ code }));
    expect(() => takeDown(workspace, { ...what, ...ASKED, why: '' })).toThrow(/--why/);
  });
});
