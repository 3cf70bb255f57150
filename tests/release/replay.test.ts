import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReplayLine, replayLine } from '../../server/decide/replay/rows.ts';
import { type FolderReader, readFolder } from '../../server/release/verify/folder.ts';
import { checkReplay } from '../../server/release/verify/replay.ts';
import { verifyRelease } from '../../server/release/verify/verify.ts';
import { worked } from '../ask/ranked-run.ts';
import { addQuestions } from '../helpers/questions.ts';
import { runShipped } from '../helpers/run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collect, linesOf, readTree, release } from './fixture.ts';

const SECRET = 'a lamp on the table';

/** A release of a run over 40 questions in several domains, with all its text gates. */
async function replayable(recipe = 'winnow', set: string[] = []) {
  const workspace = temporaryWorkspace();
  const subjects = ['algebra', 'physics', 'geometry', 'chemistry'];
  addQuestions(
    workspace,
    Array.from({ length: 40 }, (_, i) =>
      worked(`q${i}`, {
        question: `How many of the ${i + 3} things weigh ${i * 7 + 1} grams next to ${SECRET}, counted ${'again and '.repeat(i % 5)}once?`,
        solution: `We count ${'step by step '.repeat(i % 9)}and find ${i}.`,
        answer: String(i),
        subject: subjects[i % 4] ?? null,
        level: String(i % 5),
      }),
    ),
  );
  const run = await runShipped(workspace, { recipe, set: ['diversity.n=8', ...set], seed: 7 });
  const stored = workspace.runs.byId(run.runId);
  if (stored === undefined) throw new Error('no run');
  await collect(workspace, stored, 8);
  const out = join(temporaryFolder(), 'set');
  await release(workspace, { run: stored, out });
  return { run, out, tree: readTree(out) };
}

const withFile = (out: string, path: string, change: (text: string) => string): FolderReader => {
  const folder = readFolder(out);
  const read = (one: string) => {
    const bytes = folder.read(one);
    return one === path ? Buffer.from(change(bytes.toString('utf8'))) : bytes;
  };
  return { ...folder, read };
};

describe('verify --replay', () => {
  test('draws difficulty, diversity and reserve again from rows without text, and finds the recorded selection', async () => {
    const { run, out, tree } = await replayable();
    const rows = linesOf(tree['replay/questions.jsonl']);
    expect(rows).toHaveLength(40);
    expect(tree['replay/questions.jsonl']).not.toContain('lamp');
    const verdict = verifyRelease(out, { replay: true });
    expect([verdict.verdict, verdict.why]).toEqual(['untouched', null]);
    const said = verdict.held.filter((line) => line.startsWith('replay'));
    expect(said).toEqual([
      expect.stringMatching(/^replay of difficulty: \d+ questions come out as recorded$/),
      expect.stringMatching(/^replay of diversity: \d+ questions come out as recorded$/),
      `replay: the selection is the recorded one, ${run.selectionSha256}`,
    ]);
    const unplayed = verdict.limits.filter((line) => line.startsWith('Not replayed'));
    expect(unplayed.map((line) => line.split(' ')[2])).toEqual([
      'wellformed',
      'duplicates',
      'overlap',
      'quality',
    ]);
  });

  test.each(['s1', 'random', 'longest', 'diverse'])('replays the recipe %s', async (recipe) => {
    const { out } = await replayable(recipe);
    const verdict = verifyRelease(out, { replay: true });
    expect(verdict.verdict).toBe('untouched');
    expect(verdict.held.at(-1)).toMatch(/^replay: the selection is the recorded one/);
  });

  test('names what comes out otherwise: another seed, another length, a row less, another selection', async () => {
    const { out, tree } = await replayable();
    const chosen = linesOf(tree['replay/questions.jsonl']).find(
      (line) => line.includes('"rank":1,') || line.endsWith('"rank":1}'),
    );
    const { row } = readReplayLine(chosen ?? '');
    const spoilt: [string, (text: string) => string, RegExp][] = [
      [
        'replay/recipe.json',
        (text) => text.replace('"seed": 7', '"seed": 8'),
        /^replay of diversity: \w+ was .* and is /,
      ],
      [
        'replay/questions.jsonl',
        (text) =>
          text.replace(
            chosen ?? '',
            (chosen ?? '').replace(`"domain":"${row.domain}"`, '"domain":"elsewhere"'),
          ),
        /^replay of diversity/,
      ],
      ['replay/questions.jsonl', (text) => text.replace(/^.*\n/, ''), /has 39 lines, not 40/],
      [
        'replay/recipe.json',
        (text) =>
          text.replace(
            /("selectionSha256": ")(.)/,
            (_, head: string, digit: string) => `${head}${digit === '0' ? '1' : '0'}`,
          ),
        /another selection is drawn/,
      ],
    ];
    for (const [path, change, why] of spoilt)
      expect(() => checkReplay(withFile(out, path, change))).toThrow(why);
  });
});

describe('replayLine(verdict)', () => {
  test('keeps no text, no name of a person and nothing long', () => {
    const row = {
      ...{ id: 'a'.repeat(20), source: 's', domain: '11', length: 3, key: 'the text as a key' },
      ...{ externalId: 'math-1', by: 'ann', why: 'because', long: 'x'.repeat(500) },
    };
    const line = replayLine({ row, stage: 'diversity', reason: null, rank: 1 } as never);
    expect(JSON.parse(line)).toEqual({
      ...{ id: 'a'.repeat(20), source: 's', domain: '11', length: 3, long: '' },
      ...{ stage: 'diversity', reason: null, rank: 1 },
    });
  });
});
