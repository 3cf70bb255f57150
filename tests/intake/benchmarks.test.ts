import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { addBenchmarks, listBenchmarks } from '../../server/intake/benchmarks.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { eventsOf, fileOf, jsonLines, places } from './files.ts';

const text = 'One two three four five six seven eight NINE';
const print = (gram: string) => createHash('sha256').update(gram).digest('hex').slice(0, 16);
const lines = jsonLines(
  { id: 'x', question: text },
  { id: 'y', problem: `  one Two\nthree four five six seven eight ` },
  { question: 'too short' },
);

describe('addBenchmarks', () => {
  test('one benchmark a file, named by its stem; n-grams are distinct, in s1’s normal form', async () => {
    const workspace = temporaryWorkspace();
    const [added] = await addBenchmarks(workspace, [fileOf('math500.jsonl.gz', gzipSync(lines))], {}, 'me');
    expect(added).toEqual({
      name: 'math500',
      items: 3,
      ngrams: 2,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      added: true,
      included: true,
      rejected: 0,
      rejections: [],
    });
    expect(workspace.benchmarks.items()).toEqual([
      { benchmark: 'math500', id: 'math500-3', text: 'too short', words: 2, fingerprints: null },
      { benchmark: 'math500', id: 'x', text, words: 9, fingerprints: null },
      {
        benchmark: 'math500',
        id: 'y',
        text: '  one Two\nthree four five six seven eight ',
        words: 8,
        fingerprints: null,
      },
    ]);
    const { name, items, ngrams, sha256 } = listBenchmarks(workspace)[0] ?? {};
    expect(eventsOf(workspace)).toMatchObject([
      {
        type: 'benchmark.added',
        subject: 'math500',
        data: { name, items, ngrams, sha256, file: { name: 'math500.jsonl.gz' } },
      },
    ]);
  });

  test('fingerprints in the place of text', async () => {
    const workspace = temporaryWorkspace();
    const prints = [print('a b c d e f g h'), print('b c d e f g h i')];
    const file = fileOf(
      'gpqa_diamond.fingerprints.jsonl.gz',
      gzipSync(
        jsonLines(
          { id: 'g1', n_words: 9, sha256_16_of_8grams: prints },
          { id: 'g2', fingerprints: [prints[0]] },
          { id: 'g3', n_words: 3, sha256_16_of_8grams: [] },
          { id: 'bad', n_words: 9, sha256_16_of_8grams: ['xyz'] },
        ),
      ),
    );
    const [added] = await addBenchmarks(workspace, [file], {}, 'me');
    expect(added).toMatchObject({ name: 'gpqa_diamond', items: 3, ngrams: 2, rejected: 1 });
    expect(places(added?.rejections ?? [])).toEqual([`4 @${added?.rejections[0]?.byte} wrong-type`]);
    expect(
      workspace.benchmarks
        .items()
        .map(({ id, text: none, words, fingerprints }) => [id, none, words, fingerprints]),
    ).toEqual([
      ['g1', null, 9, prints],
      ['g2', null, 8, [prints[0]]],
      ['g3', null, 3, []],
    ]);
  });

  test('the same items again, in another order and packing, change nothing; others are a conflict', async () => {
    const workspace = temporaryWorkspace();
    const [first] = await addBenchmarks(
      workspace,
      [fileOf('b.jsonl', jsonLines({ id: 1, question: 'p' }, { id: 2, question: 'q' }))],
      {},
      'me',
    );
    const again = fileOf(
      'b.json.gz',
      gzipSync(
        JSON.stringify([
          { id: 2, question: 'q' },
          { id: 1, question: 'p' },
        ]),
      ),
    );
    expect(await addBenchmarks(workspace, [again], {}, 'me')).toEqual([{ ...first, added: false }]);
    expect(workspace.events.count()).toBe(1);
    const changed = fileOf('b.jsonl', jsonLines({ id: 1, question: 'changed' }));
    await expect(addBenchmarks(workspace, [changed], {}, 'me')).rejects.toMatchObject({ code: 'conflict' });
    expect(await addBenchmarks(workspace, [changed], { name: 'c' }, 'me')).toMatchObject([
      { name: 'c', added: true },
    ]);
    expect(listBenchmarks(workspace).map(({ name, items }) => [name, items])).toEqual([
      ['b', 2],
      ['c', 1],
    ]);
  });

  test('several files are added all or none; a name is for one', async () => {
    const workspace = temporaryWorkspace();
    const good = fileOf('a.jsonl', jsonLines({ question: 'p' }));
    await expect(
      addBenchmarks(workspace, [good, fileOf('none.jsonl', jsonLines({ text: 'q' }))], {}, 'me'),
    ).rejects.toThrow('none.jsonl has no benchmark question (line 1: No field is known as a question');
    await expect(addBenchmarks(workspace, [good, good], { name: 'x' }, 'me')).rejects.toMatchObject({
      code: 'bad-usage',
    });
    expect(listBenchmarks(workspace)).toEqual([]);
  });

  test('an id that comes twice with another text is a rejection', async () => {
    const workspace = temporaryWorkspace();
    const file = fileOf(
      'a.jsonl',
      jsonLines({ id: 1, question: 'p' }, { id: 1, question: 'q' }, { id: 1, question: 'p' }),
    );
    const [added] = await addBenchmarks(workspace, [file], {}, 'me');
    expect(added).toMatchObject({ items: 1, rejected: 1, rejections: [{ line: 2, reason: 'duplicate-id' }] });
  });
});
