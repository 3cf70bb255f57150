import { expect, test } from 'vitest';
import { register } from '../../server/cli/traces.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { typed } from './in-process.ts';

test('traces import says what came in, what is wrong with it and what was not taken', async () => {
  const workspace = temporaryWorkspace();
  const pool = fileOf(
    'pool.jsonl',
    jsonLines({ id: 'q1', source: 's', question: 'What is 2 + 2?', answer: '4' }),
  );
  await importFiles(workspace, [pool], { actor: 'me' });
  const traces = fileOf(
    'traces.jsonl',
    jsonLines(
      {
        id: 'q1',
        thinking: 'Two and two are four, as everybody knows.',
        answer: 'The answer is 4.',
        provider: 'acme',
      },
      { id: 'q2', thinking: 'x', answer: 'y' },
      { thinking: 'x' },
    ),
  );
  const { out, err } = await typed(workspace, register, ['traces', 'import', traces]);
  expect(err).toContain(
    'note: 1 line speaks of a question that is not in the pool and was passed over: q2.\n',
  );
  expect(
    out
      .replace(traces, 'FILE')
      .replace(/col-\w+/, 'COL')
      .replace(/[\d.]+ s\n/, 'T\n'),
  ).toBe(
    `  questions      1  in COL
  usable traces  1
  flags             MODEL_VERSION_UNPINNED 1, RESPONSE_EVIDENCE_INCOMPLETE 1, TERMS_SNAPSHOT_MISSING 1, TIER_UNATTESTED 1, UNPAID_TIER_DATA_USE 1
rejected
  FILE:3 (byte 153) missing-id: Neither id nor question says which question of the pool is meant.
1 imported, 0 already there, 1 of unknown questions, 1 rejected, T
`,
  );
  const again = await typed(workspace, register, ['traces', 'import', traces, '--json']);
  expect(JSON.parse(again.out)).toMatchObject({ imported: 0, alreadyPresent: 1, unknown: 1, rejected: 1 });
});
