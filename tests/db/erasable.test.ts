import { describe, expect, test } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { keepOrder } from '../../server/db/orders.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { markQuestions, unmarkQuestions } from '../../server/intake/marks.ts';
import { exemptPhrase, ruleOverlap, unexemptPhrase } from '../../server/intake/overlap-rulings.ts';
import { liftTakedown, takeDown } from '../../server/intake/takedowns.ts';
import { saltedSha256 } from '../../server/ledger/salted.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const WHO = 'Jane Q. Roe';
const WHY = 'she wrote to us from her own address';
const said = { by: WHO, why: WHY };
const ID = 'a'.repeat(20);

/** What people say of questions, overlaps, collections and takedowns, and take back. */
function spoken(): Workspace {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, [newQuestion({ questionId: ID, question: 'What is it?' })]);
  workspace.write('test', () => {
    workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem: 'first', data: {} });
    workspace.benchmarks.insert({ name: 'b', sha256: 'c'.repeat(64), items: 1, ngrams: 0 }, '2026-11-24', [
      { id: 'i', text: 'a benchmark question', words: 3, fingerprints: null },
    ]);
  });
  markQuestions(workspace, [ID], { mark: 'tag', name: 'odd', ...said }, 'local');
  unmarkQuestions(workspace, [ID], { mark: 'tag', name: 'odd', ...said }, 'local');
  markQuestions(workspace, [ID], { mark: 'pin', ...said }, 'local');
  exemptPhrase(workspace, 'find the sum of', said, 'local');
  unexemptPhrase(workspace, 'find the sum of', said, 'local');
  exemptPhrase(workspace, 'find the product of', said, 'local');
  ruleOverlap(workspace, ID, 'b/i', 'no-overlap', said, 'local');
  workspace.write('test', () =>
    keepOrder(workspace, 'col-0123456789abcdef', { actor: 'local', model: 'm', purpose: WHY }, true),
  );
  const { takedownId } = takeDown(workspace, { kind: 'question', named: ID, ...said });
  liftTakedown(workspace, takedownId ?? '', said);
  return workspace;
}

describe('what people say in their own words', () => {
  test('and their names stand in no event and no page of it, only salted hashes and opaque ids', () => {
    const workspace = spoken();
    const events = workspace.events.all();
    const texts = events.map(({ body }) => Buffer.from(body).toString('utf8'));
    const pages = events.flatMap(({ seq }) =>
      ['marks', 'overlap_exemptions', 'overlap_rulings', 'facts', 'takedowns'].map((table) =>
        String(workspace.events.pages.get(seq, table) ?? ''),
      ),
    );
    expect([...texts, ...pages].filter((text) => text.includes(WHO) || text.includes(WHY))).toEqual([]);
    const types = texts.map((text) => (JSON.parse(text) as { type: string }).type);
    const hashed = texts.filter((text) => /_salted_sha256":"[0-9a-f]{64}"/.test(text));
    expect(hashed).toHaveLength(
      types.filter((type) => /^(question|overlap|collection|takedown)\./.test(type)).length,
    );
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });

  test('is proved by its salt as long as both are there, and can be erased without a trace', () => {
    const workspace = spoken();
    const [mark] = workspace.db.prepare('SELECT why, salt FROM marks').all() as {
      why: string;
      salt: string;
    }[];
    const pinned = workspace.events
      .all()
      .map(({ body }) => Buffer.from(body).toString('utf8'))
      .find((text) => text.includes('question.pinned'));
    expect(pinned).toContain(saltedSha256(mark?.salt ?? '', WHY));
    workspace.db.exec(
      "UPDATE marks SET said_by = '', why = '', salt = ''; UPDATE takedowns SET why = '', salt = ''",
    );
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });
});
