import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Canonical, canonicalBytes } from '../../server/ledger/canonical.ts';
import { NO_PREVIOUS, sealEvent } from '../../server/ledger/event.ts';
import { leafHash } from '../../server/ledger/hashes.ts';

const text = (value: Canonical) => new TextDecoder().decode(canonicalBytes(value));

describe('canonicalBytes(value)', () => {
  it('sorts keys by UTF-16 units and writes no white space, as RFC 8785 says', () => {
    expect(text({ é: 1, b: [true, null], a: { z: 'x\ny', y: -3 } })).toBe(
      '{"a":{"y":-3,"z":"x\\ny"},"b":[true,null],"é":1}',
    );
  });

  it('writes what the reference implementation writes, for anything that I-JSON carries exactly', () => {
    const tree = fc.letrec<{ value: Canonical }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('\u2028', '\u007f', '\u0000', '"\\/', '\u{1f600}', '__proto__'),
        fc.boolean(),
        fc.constant(null),
        fc.maxSafeInteger().map((n) => n + 0),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 6 }), tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        expect(text(value)).toBe(canonicalize(value));
      }),
      { numRuns: 400 },
    );
  });

  it('keeps text exactly, without folding it', () => {
    expect(text({ k: 'e\u0301\u2028' })).toBe('{"k":"e\u0301\u2028"}');
  });

  it.each([
    ['a float', { a: 0.5 }, '$.a'],
    ['an integer beyond 2^53-1', { a: [2 ** 53] }, '$.a[0]'],
    ['negative zero', { a: -0 }, '$.a'],
    ['not a number', { a: Number.NaN }, '$.a'],
    ['undefined', { a: undefined }, '$.a'],
    ['half a surrogate pair', { a: 'x\ud800' }, '$.a'],
    ['half a surrogate pair in a key', { '\ud800': 1 }, '$ (a key)'],
    ['a date', { a: new Date(0) }, '$.a'],
  ])('refuses %s and names the place', (_what, value, path) => {
    expect(() => canonicalBytes(value as unknown as Canonical)).toThrow(
      expect.objectContaining({ code: 'failed', details: { path } }),
    );
  });
});

describe('sealEvent(event, place)', () => {
  const event = { type: 'run.stored', actor: 'local', subject: 'run-1', idem: 'run run-1', data: { n: 3 } };
  const place = { log: 'winnow/ab', seq: 0, prev: NO_PREVIOUS, ts: '2026-11-24T00:00:00.000Z' };

  it('writes exactly the keys that the ledger rules name', () => {
    const { body } = sealEvent(event, place);
    expect(new TextDecoder().decode(body)).toBe(
      `{"actor":"local","blobs":[],"data":{"n":3},"idem":"run run-1","log":"winnow/ab","prev":"${NO_PREVIOUS}","seq":0,"subject":"run-1","ts":"2026-11-24T00:00:00.000Z","type":"run.stored","v":1}`,
    );
  });

  it('hashes the bytes themselves behind a zero byte', () => {
    const { body, leaf } = sealEvent(event, place);
    expect(Buffer.from(leaf)).toEqual(
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(0), body]))
        .digest(),
    );
    expect(Buffer.from(leafHash(new Uint8Array(0))).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
  });
});
