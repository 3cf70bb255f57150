import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordNgrams } from '../../server/algorithms/ngrams.ts';
import { eachNgram, NormalText } from '../../server/algorithms/normal-text.ts';
import {
  buildOverlapIndex,
  type FingerprintItem,
  type TextItem,
} from '../../server/algorithms/overlap-index.ts';
import { overlapMatcher } from '../../server/algorithms/overlap-matcher.ts';
import { seededRandom } from '../../server/algorithms/random.ts';
import { normalForm, wordSpans } from '../../server/algorithms/words.ts';
import { mixedText } from './texts.ts';

const matcher = (window: number, items: TextItem[], fingerprints: FingerprintItem[] = []) =>
  overlapMatcher(buildOverlapIndex({ window, items, fingerprints }));

const fingerprintsOf = (text: string): string[] =>
  wordNgrams(text, 8).map((ngram) => createHash('sha256').update(ngram).digest('hex').slice(0, 16));

const asFingerprints = ({ set, id, text }: TextItem): FingerprintItem => ({
  set,
  id,
  words: wordSpans(text).length,
  fingerprints: fingerprintsOf(text),
});

/** The same by maps and sets of strings, in the obvious way. */
function byMaps(window: number, items: readonly TextItem[], text: string) {
  const ngrams = wordNgrams(text, window);
  const spans = wordSpans(text);
  const found = items.flatMap(({ set, id, text: protectedText }) => {
    const own = new Set(wordNgrams(protectedText, window));
    const words = new Set<number>();
    const runs: { start: number; end: number }[] = [];
    ngrams.forEach((ngram, i) => {
      if (!own.has(ngram)) return;
      const last = runs.at(-1);
      if (last !== undefined && i < last.end) last.end = i + window;
      else runs.push({ start: i, end: i + window });
      for (let word = i; word < i + window; word++) words.add(word);
    });
    if (runs.length === 0) return [];
    const shared = new Set(ngrams.filter((ngram) => own.has(ngram))).size;
    return [
      {
        set,
        id,
        sharedNgrams: shared,
        sharedWords: words.size,
        containment: shared / own.size,
        spans: runs.map((run) => {
          const [start, end] = [spans[run.start]!.start, spans[run.end - 1]!.end];
          return { start, end, text: text.slice(start, end) };
        }),
      },
    ];
  });
  const order = (a: string, b: string) => Number(a > b) - Number(a < b);
  return found.sort((a, b) => b.containment - a.containment || order(a.set, b.set) || order(a.id, b.id));
}

// Few words, so that texts share many runs of them; some are longer or shorter in lower case.
const someWords = fc.array(fc.constantFrom('a', 'B', 'İ', 'ΣΑΣ', 'the', 'x^2', '函数', '😀', '\ud800'), {
  maxLength: 30,
});
const someText = fc
  .tuple(someWords, fc.constantFrom(' ', '  ', '\n', '\u3000', '\u001c'))
  .map(([words, gap]) => `${gap}${words.join(gap)}`);

/** Two words on which the hash of n-grams is the same: among 200,000 there are some. */
function wordsOfOneHash(): [string, string] {
  const text = new NormalText();
  const seen = new Map<number, string>();
  const random = seededRandom('words');
  for (let i = 0; i < 200_000; i++) {
    const word = `${random.int(2 ** 32)}-${random.int(2 ** 32)}`;
    let hash = 0;
    text.read(word);
    eachNgram(text, 1, (found) => {
      hash = found;
    });
    const before = seen.get(hash);
    if (before !== undefined) return [before, word];
    seen.set(hash, word);
  }
  throw new Error('no two words with one hash');
}

describe('overlapMatcher', () => {
  test('names the items that share a run of words, the closest first, and where they stand', () => {
    const matches = matcher(3, [
      { set: 'later', id: '1', text: 'one two three' },
      { set: 'exam', id: '2', text: 'One two three four five' },
      { set: 'exam', id: '1', text: 'zero one two three' },
      { set: 'exam', id: '3', text: 'nothing of the kind' },
    ]);
    expect(matches('ONE  two\nthree, one two three four')).toEqual([
      {
        set: 'later',
        id: '1',
        sharedNgrams: 1,
        sharedWords: 3,
        containment: 1,
        spans: [{ start: 16, end: 29, text: 'one two three' }],
      },
      {
        set: 'exam',
        id: '2',
        sharedNgrams: 2,
        sharedWords: 4,
        containment: 2 / 3,
        spans: [{ start: 16, end: 34, text: 'one two three four' }],
      },
      {
        set: 'exam',
        id: '1',
        sharedNgrams: 1,
        sharedWords: 3,
        containment: 1 / 2,
        spans: [{ start: 16, end: 29, text: 'one two three' }],
      },
    ]);
  });

  test('a text shorter than the window matches nothing, not even itself', () => {
    const text = 'only seven words are in this one';
    expect(matcher(8, [{ set: 's', id: '1', text }])(text)).toEqual([]);
    expect(matcher(7, [{ set: 's', id: '1', text }])(text)).toHaveLength(1);
  });

  test('runs that only touch are two spans', () => {
    const matches = matcher(2, [{ set: 's', id: '1', text: 'a b x c d' }]);
    expect(matches('a b c d').map(({ sharedWords, spans }) => ({ sharedWords, spans }))).toEqual([
      {
        sharedWords: 4,
        spans: [
          { start: 0, end: 3, text: 'a b' },
          { start: 4, end: 7, text: 'c d' },
        ],
      },
    ]);
  });

  test('says where in the text that was handed in, though lower case has another length', () => {
    const [match] = matcher(2, [{ set: 's', id: '1', text: 'quick fox' }])('İİİ QUICK\tfox');
    expect(match?.spans).toEqual([{ start: 4, end: 13, text: 'QUICK\tfox' }]);
  });

  test('agrees with maps of strings on any texts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.array(someText, { maxLength: 6 }),
        fc.array(someText, { maxLength: 4 }),
        (window, protectedTexts, texts) => {
          const items = protectedTexts.map((text, i) => ({
            set: i % 2 === 0 ? 'even' : 'odd',
            id: String(i),
            text,
          }));
          const matches = matcher(window, items);
          for (const text of texts) expect(matches(text)).toEqual(byMaps(window, items, text));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('finds by fingerprints what it finds by text', () => {
    const wellFormed = someText.map((text) => text.toWellFormed());
    fc.assert(
      fc.property(
        fc.array(wellFormed, { maxLength: 4 }),
        fc.array(wellFormed, { maxLength: 4 }),
        (protectedTexts, texts) => {
          const items = protectedTexts.map((text, i) => ({ set: 'secret', id: String(i), text }));
          const matches = matcher(8, [], items.map(asFingerprints));
          for (const text of [...texts, ...protectedTexts])
            expect(matches(text)).toEqual(byMaps(8, items, text));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('texts and fingerprints stand side by side', () => {
    const text = 'a quite ordinary sentence of just about ten words here';
    const item = { set: 'secret', id: '9', text };
    const matches = matcher(8, [{ set: 'open', id: '1', text }], [asFingerprints(item)]);
    const shared = {
      sharedNgrams: 3,
      sharedWords: 10,
      containment: 1,
      spans: [{ start: 0, end: text.length, text }],
    };
    expect(matches(text)).toEqual([
      { set: 'open', id: '1', ...shared },
      { set: 'secret', id: '9', ...shared },
    ]);
  });

  test('one text leaves nothing behind for the next, long ones included', () => {
    const matches = matcher(2, [{ set: 's', id: '1', text: 'needle here' }]);
    const long = `${'hay '.repeat(60_000)}needle here`;
    expect([
      matches(long).length,
      matches('hay').length,
      matches('needle here').length,
      matches('').length,
    ]).toEqual([1, 0, 1, 0]);
  });

  test('compares the words where two have the same hash', () => {
    const [one, other] = wordsOfOneHash();
    expect(one).not.toBe(other);
    const matches = matcher(1, [{ set: 's', id: '1', text: one }]);
    expect([matches(other), matches(one).length]).toEqual([[], 1]);
  });

  test('an index without items finds nothing', () => {
    expect(matcher(1, [])('any words at all')).toEqual([]);
  });
});

describe('buildOverlapIndex', () => {
  test('leaves fingerprints out where the window is not 8, and counts them', () => {
    const text = 'a quite ordinary sentence of just about ten words here';
    const fingerprints = [asFingerprints({ set: 'secret', id: '9', text })];
    const index = buildOverlapIndex({ window: 5, items: [], fingerprints });
    expect({ notCompared: index.notCompared, ids: index.ids, found: overlapMatcher(index)(text) }).toEqual({
      notCompared: 1,
      ids: [],
      found: [],
    });
  });

  test('survives the way to another thread', () => {
    const index = buildOverlapIndex({
      window: 2,
      items: [{ set: 's', id: '1', text: 'one two' }],
      fingerprints: [],
    });
    expect(overlapMatcher(structuredClone(index))('One TWO')).toEqual(overlapMatcher(index)('One TWO'));
  });

  test.each([0, -1, 2.5])('refuses a window of %s', (window) => {
    expect(() => buildOverlapIndex({ window, items: [], fingerprints: [] })).toThrow(RangeError);
  });

  test.each(['', 'abc', '0123456789abcdeg', '0123456789abcdef0'])(
    'refuses the fingerprint %j',
    (fingerprint) => {
      const fingerprints = [{ set: 's', id: '1', words: 8, fingerprints: [fingerprint] }];
      expect(() => buildOverlapIndex({ window: 8, items: [], fingerprints })).toThrow(
        'is no fingerprint of 16 hex digits',
      );
    },
  );
});

test('NormalText holds the normal form in UTF-8 and where its words stand', () => {
  const text = new NormalText();
  fc.assert(
    fc.property(mixedText, (any) => {
      const wellFormed = any.toWellFormed();
      text.read(wellFormed);
      const last = text.count === 0 ? 0 : text.ends[text.count - 1]!;
      expect(Buffer.from(text.bytes.subarray(0, last)).toString()).toBe(normalForm(wellFormed));
      expect(text.count).toBe(wordSpans(wellFormed).length);
    }),
  );
});
