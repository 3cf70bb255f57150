import { expect, it } from 'vitest';
import { refuseTooMany } from '../../server/runs/most-in-database.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

it('refuses a run over more questions than can be stored, and says where they may lie', () => {
  const workspace = temporaryWorkspace();
  const of = (source: string, count: number) =>
    Array.from({ length: count }, (_, i) =>
      newQuestion({ source, question: `What is ${i} + 1 in ${source}?`, externalId: `${source}-${i}` }),
    );
  addQuestions(workspace, [...of('one', 3), ...of('two', 2)]);
  refuseTooMany(workspace, undefined, 5);
  refuseTooMany(workspace, ['one'], 3);
  refuseTooMany(workspace, undefined); // the limit itself is far above
  expect(() => refuseTooMany(workspace, undefined, 4)).toThrow(
    expect.objectContaining({
      code: 'too-large',
      message:
        'A run over the database takes up to 4 questions; these sources have 5. Leave the pool in Parquet (winnow import --shards DIR in a workspace of its own, then winnow run --pool latest), or name fewer with --sources.',
      details: { questions: 5, most: 4 },
    }),
  );
  expect(() => refuseTooMany(workspace, ['one'], 2)).toThrow(/up to 2 questions; these sources have 3/);
});
