import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../server/intake/fault.ts';
import { FIELDS, KNOWN_NAMES, parseFieldMap } from '../../../server/intake/records/fields.ts';
import { isObject } from '../../../server/intake/records/json.ts';
import { parseJson } from '../../../server/intake/records/parse.ts';
import { type Draft, draftOf } from '../../../server/intake/records/question.ts';

/** The draft of a record, given as JSON text or value; empty fields left out, `meta` parsed. */
function draft(record: unknown, map = '', sourceGiven = false): unknown {
  const parsed = parseJson(typeof record === 'string' ? record : JSON.stringify(record));
  if (parsed instanceof Fault || !isObject(parsed)) throw new Error('no record');
  const made = draftOf(parsed, { map: map === '' ? new Map() : parseFieldMap(map), sourceGiven });
  return made instanceof Fault ? made.reason : said(made);
}

const said = ({ meta, ...fields }: Draft): unknown => ({
  ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
  ...(meta === '{}' ? {} : { meta }),
});

const message = (record: object, map = ''): string => {
  const parsed = parseJson(JSON.stringify(record));
  if (parsed instanceof Fault || !isObject(parsed)) throw new Error('no record');
  const made = draftOf(parsed, { map: map === '' ? new Map() : parseFieldMap(map), sourceGiven: false });
  return made instanceof Fault ? made.message : 'taken';
};

describe('draftOf, names that are known', () => {
  test('every field by its first name', () => {
    expect(
      draft({
        id: 'x',
        source: 's',
        question: 'q',
        options: ['a', 'b'],
        answer: 'a',
        solution: 'w',
        license: 'MIT',
        level: '3',
        subject: 'algebra',
        meta: { year: 1999 },
      }),
    ).toEqual({
      externalId: 'x',
      source: 's',
      question: 'q',
      options: ['a', 'b'],
      answer: 'a',
      solution: 'w',
      license: 'MIT',
      level: '3',
      subject: 'algebra',
      meta: '{"year":1999}',
    });
  });

  test.each(
    FIELDS.filter((field) => !['meta', 'options', 'id'].includes(field)).flatMap((field) =>
      KNOWN_NAMES[field].flatMap((name) =>
        [name, name.toUpperCase()].map((spelt) => [field, spelt] as const),
      ),
    ),
  )('%s as %s', (field, name) => {
    const base = field === 'question' ? {} : { question: 'q' };
    expect(draft({ ...base, [name]: 'value' })).toEqual({ ...base, [field]: 'value' });
  });

  test('of several the first of the list is taken, the others are kept', () => {
    expect(draft({ input: 'i', prompt: 'p', problem: 'b', answer: '1', final_answer: '2' })).toEqual({
      question: 'b',
      answer: '1',
      meta: '{"input":"i","prompt":"p","final_answer":"2"}',
    });
    expect(draft({ Question: 'Q', question: 'q' })).toEqual({ question: 'q', meta: '{"Question":"Q"}' });
    expect(draft({ question: null, problem: 'b', answer: '', expected_answer: '2' })).toEqual({
      question: 'b',
      answer: '2',
    });
  });

  test('numbers keep their digits, in fields and in meta', () => {
    expect(
      draft(
        '{"id":12345678901234567890,"question":"q","answer":1.10,"level":2.50,"options":[1.0,-0,1e400],"x":1.10}',
      ),
    ).toEqual({
      externalId: '12345678901234567890',
      question: 'q',
      answer: '1.10',
      level: '2.50',
      options: ['1.0', '-0', '1e400'],
      meta: '{"x":1.10}',
    });
  });

  test('texts are kept as they are: white space, paths, prototype names', () => {
    const record = '{"id":"../../etc/passwd","question":"  q\\n","__proto__":{"a":1},"constructor":"c"}';
    expect(draft(record)).toEqual({
      externalId: '../../etc/passwd',
      question: '  q\n',
      meta: '{"__proto__":{"a":1},"constructor":"c"}',
    });
  });
});

describe('draftOf, meta', () => {
  test('what is not known is kept, behind the members of the record’s own meta', () => {
    expect(draft({ question: 'q', z: [1], meta: { a: 1 }, y: null })).toEqual({
      question: 'q',
      meta: '{"a":1,"z":[1],"y":null}',
    });
  });

  test('where both use a name, or meta is no object, it is kept whole', () => {
    expect(draft({ question: 'q', year: 1, meta: { year: 2 } })).toEqual({
      question: 'q',
      meta: '{"meta":{"year":2},"year":1}',
    });
    expect(draft({ question: 'q', metadata: ['m'] })).toEqual({ question: 'q', meta: '{"metadata":["m"]}' });
    expect(draft({ question: 'q', meta: 'm', metadata: 'n' })).toEqual({
      question: 'q',
      meta: '{"meta":"m","metadata":"n"}',
    });
    expect(draft({ question: 'q', meta: '{"a":1.50}' })).toEqual({ question: 'q', meta: '{"a":1.50}' });
  });

  test('level and subject are looked for in meta, and stay there', () => {
    expect(draft({ question: 'q', meta: { difficulty: 2.5, topic: 't', field: 'f' } })).toEqual({
      question: 'q',
      level: '2.5',
      subject: 't',
      meta: '{"difficulty":2.5,"topic":"t","field":"f"}',
    });
    expect(draft({ question: 'q', topic: 't', level: 'L', meta: { level: 9 } })).toEqual({
      question: 'q',
      level: 'L',
      subject: 't',
      meta: '{"level":9,"topic":"t"}',
    });
    expect(draft({ question: 'q', subject: ['a', 'b'] })).toEqual({
      question: 'q',
      subject: 'a; b',
      meta: '{"subject":["a","b"]}',
    });
  });

  test('nothing that a record says is lost', () => {
    const names = [
      'question',
      'Problem',
      'answer',
      'final_answer',
      'meta',
      'metadata',
      'level',
      'x',
      'type',
      'source',
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names)), fc.boolean(), (some, sourceGiven) => {
        const record = Object.fromEntries(some.map((name, i) => [name, `value${i}`]));
        const made = draft({ ...record, question: record.question ?? 'q' }, '', sourceGiven);
        for (const value of Object.values(record)) expect(JSON.stringify(made)).toContain(value);
      }),
    );
  });
});

describe('draftOf, --map', () => {
  const record = {
    id: 7,
    row: { qa: { question: 'q', extra: 1 }, n: [{ content: 'first' }, { content: 'second' }] },
    final: 'f',
    answer: 'old',
  };

  test('dotted paths, the rest of what they lead through is kept', () => {
    expect(draft(record, 'question=row.qa.question,answer=final')).toEqual({
      externalId: '7',
      question: 'q',
      answer: 'f',
      meta: '{"row":{"qa":{"extra":1},"n":[{"content":"first"},{"content":"second"}]},"answer":"old"}',
    });
    expect(draft({ a: { b: 'q' } }, 'question=a.b')).toEqual({ question: 'q' });
  });

  test('places in arrays, and names that have dots themselves', () => {
    expect(draft(record, 'question=row.n.1.content')).toMatchObject({ question: 'second' });
    expect(draft({ 'a.b': 'q', a: { b: 'no' } }, 'question=a.b')).toEqual({
      question: 'q',
      meta: '{"a":{"b":"no"}}',
    });
  });

  test('a path that leads nowhere is a missing question, and says which fields there are', () => {
    expect(message({ prompt: 'p', row: {} }, 'question=row.question')).toBe(
      'There is no text at row.question; the fields are prompt, row. Name one with --map question=FIELD.',
    );
  });

  test.each(['question', 'question=', '=a', 'what=a', 'question=a,question=b', ''])(
    '"%s" is a usage error',
    (text) => {
      expect(() => parseFieldMap(text)).toThrow('is not understood; write FIELD=THEIRS');
    },
  );
});

describe('draftOf, options', () => {
  test.each([
    [
      ['a', 1, true],
      ['a', '1', 'true'],
    ],
    [{ A: 'x', B: 'y' }, ['x', 'y']],
    [{ a: 'x', b: 'y' }, ['a) x', 'b) y']],
    [{ text: ['x', 'y'], label: ['A', 'B'] }, ['x', 'y']],
    [{ text: ['x', 'y'], label: ['1', '2'] }, ['1) x', '2) y']],
    ['["x", 2.0]', ['x', '2.0']],
    ['{"A":"x"}', ['x']],
    [[], undefined],
    ['', undefined],
  ])('%j', (options, expected) => {
    expect(draft({ question: 'q', choices: options })).toEqual({
      question: 'q',
      ...(expected && { options: expected }),
    });
  });

  test.each([[['a', null]], [[['a']]], ['a, b'], [7], [{ A: ['x'] }]])(
    '%j is of the wrong type',
    (options) => {
      expect(draft({ question: 'q', options })).toBe('wrong-type');
    },
  );
});

describe('draftOf, records that hold no question', () => {
  test.each([
    [{}, 'missing-question'],
    [{ text: 'q' }, 'missing-question'],
    [{ question: null }, 'missing-question'],
    [{ question: '' }, 'empty-question'],
    [{ Problem: '' }, 'empty-question'],
    [{ question: ' \n\u3000' }, 'empty-question'],
    [{ question: '\u200b\ufeff \u2060' }, 'empty-question'],
    [{ question: 5 }, 'wrong-type'],
    [{ question: ['q'] }, 'wrong-type'],
    [{ question: 'q', answer: ['a', 'b'] }, 'wrong-type'],
    [{ question: 'q', id: { a: 1 } }, 'wrong-type'],
    [{ question: 'q', solution: {} }, 'wrong-type'],
  ])('%j is %s', (record, reason) => {
    expect(draft(record)).toBe(reason);
  });

  test('say what to do', () => {
    expect(message({ messages: [{ role: 'user', content: 'q' }], id: 1 })).toBe(
      'No field is known as a question; the fields are messages, id. Name one with --map question=messages.0.content.',
    );
    expect(message({ rows: [{ q: 1 }, { q: 2 }] })).toContain(
      'Where the records lie in rows, say --records rows[].',
    );
    expect(message({ question: ['q'] })).toBe(
      'The field question is an array, not a text; name the text in it with --map question=FIELD.0.',
    );
  });
});

test('a source that is given leaves the record’s own in meta', () => {
  expect(draft({ question: 'q', source: 's' }, '', true)).toEqual({ question: 'q', meta: '{"source":"s"}' });
  expect(draft({ question: 'q', source: 's', meta: { source: 't' } }, '', true)).toEqual({
    question: 'q',
    meta: '{"meta":{"source":"t"},"source":"s"}',
  });
});
