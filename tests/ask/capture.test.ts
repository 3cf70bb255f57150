import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bringing, captureTerms } from '../../server/ask/capture.ts';
import { lineDiff, pageText } from '../../server/ask/page-text.ts';
import { clauseOf, entryOf, SHIPPED } from '../comply/facts.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const page = (text: string, of: string | null = null): Bringing => ({
  bytes: bytes(text),
  name: 'terms.txt',
  of,
  by: null,
  actor: 'local',
});
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const registryOf = (...excerpts: string[]) => ({
  sha256: 'ab',
  entries: [entryOf({ clauses: excerpts.map((excerpt, i) => clauseOf({ id: `c${i}`, excerpt })) })],
});

describe('captureTerms(workspace, registry, page)', () => {
  test('keeps a page, tells whose it is by its words, and compares it with the next', () => {
    const workspace = temporaryWorkspace();
    const registry = registryOf('must not sell', "won't … claim ownership");
    const first = captureTerms(workspace, registry, page('Terms\r\n\r\nYou must\r\n  not sell. \r\nold\r\n'));
    const text = 'Terms\n\nYou must\n  not sell.\nold';
    expect(first).toEqual({
      instrument: 'acme/terms',
      sha256: sha256(text),
      fileSha256: sha256('Terms\r\n\r\nYou must\r\n  not sell. \r\nold\r\n'),
      bytes: text.length,
      capturedAt: '2026-11-24T00:00:00.000Z',
      isNew: true,
      previous: null,
      added: [],
      removed: [],
      addedLines: 0,
      removedLines: 0,
      entry: 'acme/terms@1',
      clauses: [
        { id: 'c0', quotedBy: 'acme/terms@1', found: true, foundBefore: null },
        { id: 'c1', quotedBy: 'acme/terms@1', found: false, foundBefore: null },
      ],
    });
    const second = captureTerms(
      workspace,
      registry,
      page('Terms\nYou must\n  not sell.\nWe won’t ever claim\nownership'),
    );
    expect(second).toMatchObject({
      isNew: true,
      previous: first.sha256,
      added: ['We won’t ever claim', 'ownership'],
      removed: ['old'],
      clauses: [
        { found: true, foundBefore: true },
        { found: true, foundBefore: false },
      ],
    });
    expect(captureTerms(workspace, registry, page(`\ufeff${text}\n\n`))).toMatchObject({
      isNew: false,
      sha256: first.sha256,
      previous: null,
    });
    const events = workspace.events
      .all()
      .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>);
    expect(events).toMatchObject([
      {
        type: 'terms.captured',
        subject: 'acme/terms',
        data: { text_sha256: first.sha256, previous: null },
        blobs: expect.arrayContaining([expect.objectContaining({ sha256: first.sha256, size: text.length })]),
      },
      { data: { text_sha256: second.sha256, previous: first.sha256 } },
    ]);
    expect(workspace.captures.latest('acme/terms')?.sha256).toBe(second.sha256);
  });

  test('finds the newest version of the terms that are named, whichever version is named', () => {
    const named = ['google/gemini-api-additional', 'google/gemini-api-additional@2024-12-13'].map(
      (of) => captureTerms(temporaryWorkspace(), SHIPPED.terms, page('any text', of)).entry,
    );
    expect(named).toEqual(Array(2).fill('google/gemini-api-additional@2026-03-23'));
  });

  test('looks for the words of a clause that only an earlier version quotes', () => {
    const quote =
      'You may not use the Services to develop models that compete with the Services (e.g., Gemini API or Google AI Studio)';
    const { entry, clauses } = captureTerms(temporaryWorkspace(), SHIPPED.terms, page(quote));
    expect([entry, clauses[0]]).toEqual([
      'google/gemini-api-additional@2026-03-23',
      {
        id: 'competing',
        quotedBy: 'google/gemini-api-additional@2025-05-20',
        found: true,
        foundBefore: null,
      },
    ]);
    expect(clauses.filter(({ quotedBy, found }) => quotedBy === null && found)).toEqual([]);
  });

  test.each([
    ['words of nobody', page('any text'), 'bad-usage', 'No telling which terms'],
    [
      'the words of two',
      page('training other models (such as model distillation)'),
      'bad-usage',
      'No telling which terms',
    ],
    ['unknown terms', page('text', 'acme/terms'), 'bad-usage', 'The registry has no terms acme/terms'],
    ['no text', page(' \n '), 'bad-input', 'terms.txt holds no text'],
    ['a NUL', page('a\0b'), 'bad-input', 'terms.txt holds no text'],
    [
      'other bytes',
      { ...page(''), bytes: Uint8Array.of(0xff, 0xfe, 0x41) },
      'bad-input',
      'terms.txt is not valid UTF-8',
    ],
    ['a page without end', page('x'.repeat(5_000_000)), 'bad-input', 'terms.txt is over 4194304 bytes'],
  ])('refuses %s', (_what, brought, code, message) => {
    const workspace = temporaryWorkspace();
    expect(() => captureTerms(workspace, SHIPPED.terms, brought)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
    expect(workspace.events.count()).toBe(0);
  });
});

test('pageText(bytes) is a fixed point: what was normalised once stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\r', '\n', '\u00a0', '\ufeff'), maxLength: 30 }),
      (text) => {
        fc.pre(/a/.test(text));
        const once = pageText(bytes(text), 't');
        expect(pageText(bytes(once), 't')).toBe(once);
      },
    ),
  );
});

test('lineDiff(before, after) accounts for every line, however often it stands', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  const sorted = (them: string[]) => [...them].sort();
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const { added, removed } = lineDiff(before.join('\n'), after.join('\n'));
      expect(sorted([...before, ...added])).toEqual(sorted([...after, ...removed]));
      expect(added.filter((line) => removed.includes(line))).toEqual([]);
    }),
  );
});
