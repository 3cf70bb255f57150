import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../server/runs/facts/cache-folder.ts';
import { decideOver } from '../../../server/runs/facts/facts.ts';
import { readIdentity } from '../../../server/runs/facts/identity.ts';
import { memoryOver } from '../../../server/runs/facts/memory.ts';
import { addQuestions, newQuestion } from '../../helpers/questions.ts';
import { runEffects, shippedRecipe } from '../../helpers/run.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';

function pool() {
  const workspace = temporaryWorkspace();
  addQuestions(
    workspace,
    Array.from({ length: 12 }, (_, i) =>
      newQuestion({
        question: `Find the ${i + 2}th prime${i % 4 === 0 ? ' <b>now</b>' : ''}.`,
        externalId: `q-${i}`,
      }),
    ),
  );
  const dir = join(workspace.dir, 'cache');
  const process = () => memoryOver(cacheFolder(dir, 'test', () => new Date()));
  const decided = async (memory: ReturnType<typeof process>, set: string[] = []) => {
    const asked = { source: { sources: undefined }, recipe: shippedRecipe('winnow', set), seed: 1 };
    const { facts, decided: all } = await decideOver(workspace, asked, runEffects({ memory }));
    return {
      measured: facts.measuredNow.sort(),
      verdicts: all.verdicts.map(({ row, reason }) => [row.id, reason]),
    };
  };
  return { workspace, dir, process, decided };
}

const ALL = [
  'domains',
  'forms',
  'keys',
  'learned',
  'overlap',
  'quality',
  'reference',
  'signals',
  'wellformed',
];

describe('readIdentity(tables, asked, shelf)', () => {
  it('reads the questions again only where they may have changed, and what is known of them each time', () => {
    const { workspace } = pool();
    const shelf = new Map<string, unknown>();
    const read = () =>
      readIdentity(
        workspace,
        { source: { sources: undefined }, recipe: {} },
        {
          recall: <T>(key: string) => shelf.get(key) as T | undefined,
          keep: (key, thing) => void shelf.set(key, thing),
        },
      );
    const first = read();
    const question = first.heads.idAt(3);
    const said = { name: '', despite: [], by: 'ann', why: 'good', at: '2026-11-24T00:00:00.000Z', salt: 's' };
    workspace.write('test', () => workspace.marks.put({ question, mark: 'pin', ...said }));
    const marked = read();
    expect([shelf.size, marked.poolSha256, marked.live]).toEqual([1, first.poolSha256, first.live]);
    expect(marked.heads.filter(({ evidence }) => evidence.marks !== undefined).map(({ id }) => id)).toEqual([
      question,
    ]);
    workspace.write('test', () => {
      workspace.questions.retire(question);
      workspace.imports.undo('imp-test', '2026-11-24T00:00:00.000Z');
    });
    const left = read();
    expect([left.heads.length, left.heads.placeOf(question) !== undefined]).toEqual([11, false]);
    expect(left.poolSha256).not.toBe(first.poolSha256);
    expect(shelf.size).toBe(2);
    addQuestions(workspace, [newQuestion({ question: 'Is this new?', externalId: 'new' })]);
    expect(read().heads.length).toBe(12);
    workspace.write('test', () => workspace.sources.setIncluded('test', false));
    expect([...read().heads]).toEqual([]);
  });
});

describe('decideOver(workspace, asked, effects)', () => {
  it('measures once, for this process and the next, as long as nothing has changed', async () => {
    const { process, decided } = pool();
    const memory = process();
    const first = await decided(memory);
    expect(first.measured).toEqual(ALL);
    expect(await decided(memory)).toEqual({ ...first, measured: [] });
    expect(await decided(process())).toEqual({ ...first, measured: [] });
  });

  it('measures again what hangs on what has changed, and nothing else', async () => {
    const { workspace, process, decided } = pool();
    const memory = process();
    await decided(memory);
    expect((await decided(memory, ['quality.longest=2000', 'overlap.contained=0.9'])).measured).toEqual([]);
    expect((await decided(memory, ['quality.longest=900'])).measured).toEqual(['quality']);
    expect((await decided(memory, ['quality.longest=300', 'quality.html=note'])).measured).toEqual([]);
    expect((await decided(memory, ['quality.languages=["en"]'])).measured).toEqual(['quality']);
    const question = workspace.questions.find('q-1')[0]?.questionId ?? '';
    workspace.write('test', () =>
      workspace.attempts.insert(
        { question, model: 'small', answer: '3', text: null, tokens: null, verdict: 'correct' },
        createHash('sha256').update('attempt').digest(),
      ),
    );
    const after = await decided(memory);
    expect([after.measured, after.verdicts.find(([id]) => id === question)]).toEqual([
      ['domains', 'learned', 'signals'],
      [question, 'solved'],
    ]);
    workspace.write('test', () =>
      workspace.benchmarks.insert({ name: 'bench', items: 1, ngrams: 1, sha256: 'x' }, 'now', [
        {
          id: 'b1',
          text: 'Find the 3rd prime that is larger than this one here.',
          words: 11,
          fingerprints: null,
        },
      ]),
    );
    expect((await decided(memory)).measured).toEqual(['overlap', 'reference']);
    addQuestions(workspace, [newQuestion({ question: 'Is this new?', externalId: 'new' })]);
    expect((await decided(memory)).measured).toEqual(ALL);
  });

  it('decides the same whether all, some or none of it is at hand', async () => {
    const { dir, process, decided } = pool();
    const fresh = await decided(process(), ['quality.html=note']);
    for (const file of readdirSync(dir).slice(0, 4)) writeFileSync(join(dir, file), 'damaged');
    const some = await decided(process(), ['quality.html=note']);
    expect(some.measured.length).toBeGreaterThan(0);
    expect(some.measured.length).toBeLessThan(ALL.length);
    expect(some.verdicts).toEqual(fresh.verdicts);
  });
});
