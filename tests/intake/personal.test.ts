import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from './files.ts';

const bring = (workspace: Workspace, ...records: unknown[]) =>
  importFiles(workspace, [fileOf('some.jsonl', jsonLines(...records))], { actor: 'importer' });
const flagsIn = (workspace: Workspace) => [...workspace.flags.each({ code: 'PII_SUSPECTED' })];

describe('importFiles raises PII_SUSPECTED', () => {
  test('on the question, by its place and a fingerprint, and writes the value into no event', async () => {
    const workspace = temporaryWorkspace();
    await bring(
      workspace,
      { id: 'a', question: 'Write to jane.roe@mail-of-jane.net and say how much $2+2$ is.', answer: '4' },
      { id: 'b', question: 'How much is 3+3?', solution: 'It is 6. Call me: tel. 212-736-5000', answer: '6' },
      { id: 'c', question: 'How much is $1234567 \\cdot 89012345$?', answer: '109891708526115' },
    );
    const [mail, call, ...more] = flagsIn(workspace);
    expect(more).toEqual([]);
    expect(
      [mail, call].map((flag) => [flag?.phase, flag?.subject.type, flag?.evidence, flag?.state]),
    ).toEqual([
      [
        'import',
        'question',
        {
          in: 'prompt',
          says: 'This looks like an e-mail address.',
          span: expect.stringMatching(/^[0-9a-f]{16}$/),
          detector: 2,
        },
        'open',
      ],
      [
        'import',
        'question',
        expect.objectContaining({ in: 'solution', says: 'This looks like a telephone number.' }),
        'open',
      ],
    ]);
    const log = workspace.events.all().map(({ body }) => Buffer.from(body).toString('utf8'));
    expect(log.filter((text) => /jane|736-5000/.test(text))).toEqual([]);
  });

  test('once, however often the same comes in', async () => {
    const workspace = temporaryWorkspace();
    const record = {
      id: 'a',
      question: 'Ask jane.roe@mail-of-jane.net for the sum of 2 and 2.',
      answer: '4',
    };
    await bring(workspace, record);
    await bring(workspace, record, { id: 'b', question: 'How much is 2+2?', answer: '4' });
    expect(flagsIn(workspace)).toHaveLength(1);
  });

  test.each([
    ['decimals', 'The roots are 3.14159265358979 and 2.71828182845905; which is larger?'],
    ['a long product', 'Compute 12345678910111213 mod 97 without a calculator.'],
    ['a phone-like difference', 'Find 555-123-4567 as a difference of three numbers.'],
    ['a sequence', 'The terms are 1, 10, 100, 1000, 10000, 100000, 1000000. What comes next?'],
    ['indices', 'Let $a_{12} = 192.168.17.3$ be a tuple of four entries. Give its sum.'],
    ['an interval', 'What is the length of [19991231, 20000101] in days?'],
    ['an at sign in code', 'What does `@lru_cache(maxsize=None)` do to `def fib(n)`?'],
    ['coordinates', 'A ship is at 48.858844 N, 2.294351 E. How far is 51.507351, -0.127758?'],
  ])('not for %s', async (_what, question) => {
    const workspace = temporaryWorkspace();
    await bring(workspace, { id: 'a', question, answer: '1' });
    expect(flagsIn(workspace)).toEqual([]);
  });
});
