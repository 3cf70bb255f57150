import { describe, expect, it } from 'vitest';
import { explain } from '../../server/runs/explain.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const STORY = 'A gardener sets 48 tulip bulbs in 6 rows. Frost kills 9 bulbs. How many bulbs are left?';
const FORMULA = 'Find the least value of $x^2 - 6x + \\frac{1}{2}$ for real $x$.';

/** Near and exact copies in a pool of questions that only look alike. */
function filled() {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, [
    newQuestion({ question: STORY, externalId: 'story', answer: '39', solution: 'Take 9 from 48.' }),
    newQuestion({ question: STORY, externalId: 'story-copy' }),
    newQuestion({ question: STORY.toUpperCase(), externalId: 'story-loud' }),
    newQuestion({ question: STORY.replace('48', '54'), externalId: 'story-54' }),
    newQuestion({ question: FORMULA, externalId: 'formula', answer: '-8.5' }),
    newQuestion({ question: 'Find the least value of t² − 6t + ½ for real t.', externalId: 'formula-t' }),
    newQuestion({ question: `Please solve this problem. ${FORMULA}`, externalId: 'formula-please' }),
    newQuestion({ question: FORMULA.replace('least', 'greatest'), externalId: 'formula-greatest' }),
    ...Array.from({ length: 20 }, (_, i) =>
      newQuestion({ question: `Name the primes between ${i} and ${3 * i}.` }),
    ),
  ]);
  return workspace;
}

const SET = ['duplicates.method=join', 'evidence.features=[]', 'diversity.n=5'];

describe('a run that looks for near duplicates', () => {
  it('stores reason, rule, pairs and groups', async () => {
    const workspace = filled();
    await runShipped(workspace, { set: SET });
    const said = [...workspace.decisions.ofRun(1)]
      .filter(({ stage }) => stage === 'duplicates')
      .map(({ externalId, reason, evidence }) => [
        externalId,
        reason,
        evidence.keptExternalId,
        evidence.rule,
      ]);
    expect(said).toEqual([
      ['story-copy', 'exact-duplicate', 'story', 'same-text'],
      ['story-loud', 'near-duplicate', 'story', 'same-form'],
      ['formula-t', 'near-duplicate', 'formula', 'renamed-variables'],
      ['formula-please', 'near-duplicate', 'formula', 'added-sentence'],
    ]);
    const idOf = (name: string) => workspace.questions.find(name)[0];
    expect(workspace.duplicates.groups(1).map(({ id, keptId, rule }) => [id, keptId, rule])).toEqual([
      [idOf('story-copy')?.questionId, idOf('story')?.questionId, 'same-text'],
      [idOf('story-loud')?.questionId, idOf('story')?.questionId, 'same-form'],
      [idOf('formula-t')?.questionId, idOf('formula')?.questionId, 'renamed-variables'],
      [idOf('formula-please')?.questionId, idOf('formula')?.questionId, 'added-sentence'],
    ]);
    const group = (name: string) => workspace.duplicates.groupOf(1, idOf(name)?.n ?? 0).length;
    expect(['story', 'story-loud', 'formula-t', 'story-54'].map(group)).toEqual([2, 2, 2, 0]);
    expect(workspace.duplicates.edges(1).length).toBeGreaterThanOrEqual(4);
  });

  it('selects every duplicate once its settings are set', async () => {
    const workspace = filled();
    const { runId } = await runShipped(workspace, { set: SET });
    const fell = [...workspace.decisions.ofRun(1)].filter(({ stage }) => stage === 'duplicates');
    for (const { externalId, questionId } of fell) {
      const { change } = await explain(workspace, { question: questionId, run: runId }, runEffects());
      const set = change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
      const report = await runShipped(workspace, { set: [...SET, ...set] });
      const n = workspace.questions.find(questionId)[0]?.n ?? 0;
      const run = workspace.runs.byId(report.runId)?.n ?? 0;
      expect([externalId, set, workspace.decisions.ofQuestion(run, n)?.reason]).toEqual([
        externalId,
        set,
        null,
      ]);
    }
    expect(fell).toHaveLength(4);
  });

  it('gives the same on worker threads and with MinHash', async () => {
    const workspace = filled();
    const hashes = [
      await runShipped(workspace, { set: SET }),
      await runShipped(workspace, { set: SET, workers: 2 }),
      await runShipped(workspace, { set: [...SET, 'duplicates.method=minhash'] }),
    ].map(({ selectionSha256 }) => selectionSha256);
    expect(new Set(hashes).size).toBe(1);
  });

  it("leaves s1's rule as it was", async () => {
    const workspace = filled();
    const { funnel } = await runShipped(workspace, { set: SET.slice(1) });
    expect(funnel.find(({ stage }) => stage === 'duplicates')?.dropped).toEqual({ 'exact-duplicate': 1 });
    expect(workspace.duplicates.edges(1)).toEqual([]);
  });
});
