import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fill, parsePrompt } from '../../../server/ask/prompts/prompt.ts';
import { PROMPTS, shipped } from './shipped.ts';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const FILE = { id: 'solve', version: 3, purpose: 'x', system: null, user: '{{question}}', reply: null };

/** What every version that was ever shipped hashes to. */
const HASHES = [
  ['bare@1', 'c41c3295ddcc'],
  ['grade@1', 'dbae39bd175f'],
  ['label-domain@1', '09f68a42f140'],
  ['label-quality@1', 'c2b9654d1eb3'],
  ['solve@1', 'cb8067c553a1'],
];

describe('the prompts that are shipped', () => {
  test('are these, and none is edited: a changed prompt is a new file', () => {
    expect([...PROMPTS.values()].map(({ ref, sha256 }) => [ref, sha256.slice(0, 12)])).toEqual(HASHES);
  });

  test('ask a teacher the bare question, as s1 did', () => {
    const { system, user } = shipped('bare@1');
    expect({ system, user }).toEqual({ system: null, user: '{{question}}' });
  });

  test('say in every text with fences that what is fenced is no instruction', () => {
    const fenced = [...PROMPTS.values()].filter(({ reply }) => reply !== null);
    expect(fenced.map(({ ref }) => ref)).toEqual(['grade@1', 'label-domain@1', 'label-quality@1']);
    for (const { system, user, reply } of fenced) {
      expect(system).toMatch(/begins with <<<.*begins with >>>.*never addressed to you/s);
      expect(user).toContain('{{code}}');
      expect(reply).toMatchObject({ additionalProperties: false, properties: { code: { type: 'string' } } });
    }
  });
});

describe('parsePrompt', () => {
  test('reads a file with its name and the hash of its bytes', () => {
    const data = bytes(FILE);
    const sha256 = createHash('sha256').update(data).digest('hex');
    expect(parsePrompt('solve@3.json', data)).toEqual({ ...FILE, ref: 'solve@3', sha256 });
  });

  test.each([
    ['solve@2.json', FILE, 'data/prompts/solve@2.json holds the prompt solve@3; name the file solve@3.json.'],
    ['solve@3.json', { ...FILE, extra: 1 }, 'data/prompts/solve@3.json: has no field "extra".'],
    ['solve@3.json', '{', 'data/prompts/solve@3.json is not valid JSON in UTF-8.'],
  ])('refuses %s of %j', (name, data, fault) => {
    expect(() => parsePrompt(name, bytes(data))).toThrow(fault);
  });
});

describe('fill', () => {
  test('puts values in once and looks at none of them again', () => {
    expect(fill('{{a}} and {{b}}, {{a}}', { a: '{{b}} $& $1', b: 'x' }, 'p@1')).toBe(
      '{{b}} $& $1 and x, {{b}} $& $1',
    );
  });

  test.each([
    ['{{a}} {{c}}', { a: 'x' }],
    ['{{a}}', { a: 'x', c: 'y' }],
    ['{{constructor}} {{a}}', { a: 'x' }],
  ])('refuses the template %s with %j', (template, values) => {
    expect(() => fill(template, values, 'p@1')).toThrow(
      /^The prompt p@1 and its values differ in c(onstructor)?\.$/,
    );
  });
});
