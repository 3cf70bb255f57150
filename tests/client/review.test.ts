import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultKeymap, nameOf, remapped } from '../../client/features/review/keymap.ts';
import { withMark } from '../../client/features/review/marking.ts';
import { draftFrom, FORMS, newQueueOf } from '../../client/features/review/queue-draft.ts';
import { stepsOf, withVerdict } from '../../client/features/review/steps.ts';
import { markdownBlocks, markdownPieces } from '../../client/lib/markdown.ts';
import { newQueueSchema } from '../../shared/schemas/queue.ts';

describe('remapped(keys, action, key)', () => {
  test('gives an action another key, and leaves the others', () => {
    expect(remapped(defaultKeymap(), 'accept', 'j')).toEqual({ ...defaultKeymap(), accept: 'j' });
  });

  test.each([
    ['x', 'x is taken: reject, and on to the next. Give that another key first.'],
    ['3', 'Digits choose in the form; take another key.'],
    ['Backspace', 'Backspace keeps its own meaning; take another key.'],
  ])('says why %s can not be had', (key, says) => {
    expect(remapped(defaultKeymap(), 'accept', key)).toBe(says);
  });

  test('no two actions share a key, and none is a key that destroys', () => {
    const keys = Object.values(defaultKeymap());
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.filter((key) => /^(Backspace|Delete)$/.test(key))).toEqual([]);
    expect([nameOf(' '), nameOf('a')]).toEqual(['Space', 'a']);
  });
});

describe('stepsOf(text)', () => {
  test('begins a step at each heading, numbered step and second thought', () => {
    const text = 'We look.\n\nStep 1: add.\n\nIt is 3.\n\nWait, is it?\n\nThe final answer is 3.';
    expect(
      stepsOf(text).map(({ start, kind, blocks }) => [text.slice(start, start + 6), kind, blocks.length]),
    ).toEqual([
      ['We loo', 'start', 1],
      ['Step 1', 'step', 2],
      ['Wait, ', 'turn', 1],
      ['The fi', 'final', 1],
    ]);
  });

  test('takes each paragraph where nothing is outlined, and nothing of nothing', () => {
    expect(stepsOf('one\n\ntwo').map(({ label }) => label)).toEqual(['one', 'two']);
    expect(stepsOf('')).toEqual([]);
  });

  test('together they are the text, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Step 1: x', 'Wait, no.', 'so', '$$a$$', '## Head', '')),
        (parts) => {
          const text = parts.join('\n\n');
          const blocks = stepsOf(text).flatMap((step) => step.blocks);
          expect(blocks.map(({ text: part }) => part.trim())).toEqual(parts.filter((part) => part !== ''));
          for (const { start, text: part } of blocks)
            expect(text.slice(start, start + part.length)).toBe(part);
        },
      ),
    );
  });
});

test('withVerdict(all, start, verdict) replaces, orders, and takes the same one back', () => {
  const one = withVerdict([], 9, 'holds');
  const two = withVerdict(one, 2, 'wrong');
  expect(two).toEqual([
    { start: 2, verdict: 'wrong' },
    { start: 9, verdict: 'holds' },
  ]);
  expect(withVerdict(two, 9, 'wrong')[1]).toEqual({ start: 9, verdict: 'wrong' });
  expect(withVerdict(two, 9, 'holds')).toEqual([{ start: 2, verdict: 'wrong' }]);
});

test('withMark(all, mark) keeps marks in the order of the text, each once', () => {
  const a = { start: 5, end: 9, label: 'gap' };
  const b = { start: 1, end: 2, label: 'gap' };
  expect(withMark(withMark([a], b), a)).toEqual([b, a]);
});

describe('Markdown of guidelines', () => {
  test('is read into headings, lists, quotes, code and paragraphs', () => {
    const text =
      '# One\n\nSome *words*\nmore\n\n- a\n- b\n  more b\n\n1. x\n2) y\n\n> so\n> it is\n\n```\n<b>\n```\n---\n';
    expect(markdownBlocks(text)).toEqual([
      { kind: 'heading', level: 1, text: 'One' },
      { kind: 'paragraph', text: 'Some *words* more' },
      { kind: 'list', isOrdered: false, items: ['a', 'b more b'] },
      { kind: 'list', isOrdered: true, items: ['x', 'y'] },
      { kind: 'quote', text: 'so it is' },
      { kind: 'code', text: '<b>' },
      { kind: 'rule' },
    ]);
  });

  test('links lead to the web alone', () => {
    expect(markdownPieces('[a](https://x.org/) [b](javascript:alert) `**c**` **d** *e*')).toEqual([
      { kind: 'link', text: 'a', href: 'https://x.org/' },
      { kind: 'text', text: ' [b](javascript:alert) ' },
      { kind: 'code', text: '**c**' },
      { kind: 'text', text: ' ' },
      { kind: 'strong', text: 'd' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'e' },
    ]);
  });

  test('long texts of anything are read in little time, and nothing of a line is lost', () => {
    for (const part of ['*', '**a', '[', '[a](', '`', '> ', '- ', '#'])
      for (const text of [part.repeat(40_000), `${part}\n`.repeat(20_000)]) {
        const started = performance.now();
        markdownBlocks(text);
        markdownPieces(text);
        expect(performance.now() - started).toBeLessThan(2000);
      }
    const plain = fc
      .array(fc.constantFrom('a', ' ', '*', '**', '`', '[', ']', '(', ')'))
      .map((all) => all.join(''));
    const letters = (text: string) => text.replaceAll(/[*`[\]()]/g, '');
    fc.assert(
      fc.property(plain, (text) => {
        const words = markdownPieces(text).map((one) => one.text);
        expect(letters(words.join(''))).toBe(letters(text));
      }),
    );
  });
});

describe('newQueueOf(draft, run)', () => {
  const validate = new Ajv({ strict: false, useDefaults: true }).compile(newQueueSchema);

  test.each(Object.keys(FORMS) as (keyof typeof FORMS)[])('makes what the server takes, for %s', (aspect) => {
    const draft = {
      ...draftFrom(new URLSearchParams()),
      name: 'one',
      aspect,
      form: JSON.stringify(FORMS[aspect]),
    };
    const made = newQueueOf(draft, 'latest');
    validate(made);
    expect([validate.errors, made.aspect, made.selects]).toEqual([null, aspect, { from: 'release' }]);
  });

  test('takes filters from an address, ids and gold from lines', () => {
    const draft = draftFrom(new URLSearchParams('reason=solved&stage=difficulty&kept=false&q='));
    expect(
      newQueueOf({ ...draft, name: 'n', gold: 'a accept\n b reject \n', members: 'ann, ben,' }, 'r'),
    ).toMatchObject({
      selects: { from: 'decisions', stage: 'difficulty', reason: 'solved', kept: false },
      gold: [
        { questionId: 'a', decision: 'accept' },
        { questionId: 'b', decision: 'reject' },
      ],
      members: ['ann', 'ben'],
    });
    expect(newQueueOf({ ...draft, name: 'n', from: 'questions', ids: 'a\n b,c\n' }, 'r').selects).toEqual({
      from: 'questions',
      ids: ['a', 'b', 'c'],
    });
  });
});
