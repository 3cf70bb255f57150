import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import {
  exemptPhrase,
  overlapStatements,
  ruleOverlap,
  unexemptPhrase,
} from '../../server/intake/overlap-rulings.ts';
import { explain } from '../../server/runs/explain.ts';
import { findRun } from '../../server/runs/find.ts';
import { overlapCases } from '../../server/runs/overlap-cases.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { memoryOf } from './shared-cache.ts';

const ITEM =
  'A gardener plants 37 tulips and 52 daffodils in each of 14 beds. After a frost, 129 of all the flowers have withered. How many flowers are still in bloom in the 14 beds?';
const SECRET =
  'The viceroy of a distant province sent eleven silver goblets to the abbot who had cured his youngest daughter of the fever.';
const EDITED = ITEM.replace('After a frost,', 'Then, after one cold night,').replace(
  'still in bloom',
  'left alive',
);
const OTHER = ITEM.replaceAll(/\d+/g, (number) => `${Number(number) + 6}`);

function prints(text: string): string[] {
  const words = text.toLowerCase().split(/\s+/);
  return words.slice(0, -7).map((_, i) =>
    createHash('sha256')
      .update(words.slice(i, i + 8).join(' '))
      .digest('hex')
      .slice(0, 16),
  );
}

function fill(workspace: Workspace): void {
  const plain = Array.from({ length: 40 }, (_, i) =>
    newQuestion({
      question: `A train of ${i + 3} wagons carries ${2 * i + 20} passengers to the town on day ${i}. How many beds are there in all?`,
      externalId: `plain-${i}`,
      solution: 'Add them up.',
      answer: `${i}`,
    }),
  );
  addQuestions(workspace, [
    ...plain,
    newQuestion({ question: EDITED, externalId: 'edited' }),
    newQuestion({ question: OTHER, externalId: 'template' }),
    newQuestion({
      question: 'What did they say?',
      solution: `They said: ${ITEM}`,
      externalId: 'in-solution',
    }),
    newQuestion({ question: `Read this. ${SECRET} Who was ill?`, externalId: 'secret' }),
  ]);
  workspace.write('test', () => {
    const item = { id: 'b1', text: ITEM, words: 32, fingerprints: null };
    workspace.benchmarks.insert({ name: 'bench', items: 1, ngrams: 25, sha256: 'a' }, 'now', [item]);
    const hidden = { id: 's1', text: null, words: 20, fingerprints: prints(SECRET) };
    workspace.benchmarks.insert({ name: 'hidden', items: 1, ngrams: 13, sha256: 'b' }, 'now', [hidden]);
  });
}

async function ran(workspace: Workspace, set: string[] = []) {
  const report = await runShipped(workspace, {
    recipe: 'winnow',
    set: ['diversity.n="all"', ...set],
    memory: memoryOf(workspace),
  });
  const decisions = [...workspace.decisions.ofRun(workspace.runs.byId(report.runId)?.n ?? 0)];
  const of = (id: string) => decisions.find(({ externalId }) => externalId === id);
  return {
    report,
    of,
    fell: decisions.filter(({ stage }) => stage === 'overlap').map((one) => one.externalId),
  };
}

const eventType = (body: Uint8Array): string =>
  (JSON.parse(new TextDecoder().decode(body)) as { type: string }).type;

const questionId = (workspace: Workspace, id: string) => workspace.questions.find(id)[0]?.questionId ?? '';
const said = { by: 'ada', why: 'looked at it' };

describe('a run of the recipe winnow', () => {
  it('drops an edited copy, one in a solution and a fingerprinted one, and lets other numbers pass', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const { of, fell } = await ran(workspace);
    expect(fell.sort()).toEqual(['edited', 'in-solution', 'secret']);
    expect(of('edited')?.evidence).toMatchObject({
      benchmark: 'bench',
      itemId: 'b1',
      containment: expect.any(Number),
      sharedWords: expect.any(Number),
      spans: [{ start: 0, end: expect.any(Number), text: expect.stringMatching(/^A gardener/) }],
      verdict: 'overlap',
    });
    expect(of('in-solution')?.evidence).toMatchObject({
      spans: [{ field: 'solution', text: ITEM.slice(0, -1) }],
    });
    expect(of('secret')?.evidence).toMatchObject({ benchmark: 'hidden', itemId: 's1', containment: 1 });
  });

  it('keeps to what a person ruled, and says who', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    ruleOverlap(workspace, questionId(workspace, 'edited'), 'bench/b1', 'no-overlap', said, 'local');
    ruleOverlap(workspace, questionId(workspace, 'plain-3'), 'b1', 'overlap', said, 'local');
    const { of, fell } = await ran(workspace);
    expect(fell.sort()).toEqual(['in-solution', 'plain-3', 'secret']);
    expect(of('plain-3')?.evidence).toMatchObject({ ruledBy: 'ada', ruledWhy: 'looked at it', itemId: 'b1' });
  });

  it('counts an exempted phrase for nothing, until that is taken back; another evidence hash says so', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const before = await ran(workspace);
    exemptPhrase(workspace, ITEM, said, 'local');
    const exempt = await ran(workspace);
    expect(exempt.fell).toEqual(['secret']);
    expect(exempt.report.evidenceSha256).not.toBe(before.report.evidenceSha256);
    unexemptPhrase(workspace, ITEM, said, 'local');
    const after = await ran(workspace);
    expect([after.fell, after.report.evidenceSha256]).toEqual([before.fell, before.report.evidenceSha256]);
    const types = [...workspace.events.each()].map(({ body }) => eventType(body));
    expect(types.filter((type) => type.startsWith('overlap.'))).toEqual([
      'overlap.exempted',
      'overlap.exemption-revoked',
    ]);
  });

  it('tells in why which setting lets a question through, and it does', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const { report, fell } = await ran(workspace);
    const effects = runEffects({ memory: memoryOf(workspace) });
    for (const id of fell) {
      const { change } = await explain(workspace, { question: String(id), run: report.runId }, effects);
      const own = change.filter(({ stage }) => stage === 'overlap');
      expect(own).toHaveLength(1);
      const set = change.map(({ stage, key, value }) => `${stage}.${key}=${JSON.stringify(value)}`);
      expect([id, (await ran(workspace, set)).of(String(id))?.stage]).toEqual([id, 'diversity']);
    }
  });
});

describe('rulings', () => {
  it('refuses what can not be meant, in one line', () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const refused = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as Error).message;
      }
      return null;
    };
    const id = questionId(workspace, 'edited');
    expect([
      refused(() => exemptPhrase(workspace, ' ?! ', said, 'local')),
      refused(() => exemptPhrase(workspace, 'a phrase', { by: '', why: 'x' }, 'local')),
      refused(() => unexemptPhrase(workspace, 'never said', said, 'local')),
      refused(() => ruleOverlap(workspace, id, 'bench/none', 'overlap', said, 'local')),
    ]).toEqual([
      '"?!" is no phrase: write its words, up to 400 characters.',
      'Say who says so and why: --by NAME --why TEXT.',
      'The phrase "never said" is not exempt; exempt are: none yet.',
      'There is no benchmark question "bench/none"; name it as the evidence of a decision does: BENCHMARK/ITEM.',
    ]);
    expect(overlapStatements(workspace)).toEqual({ exemptions: [], rulings: [] });
  });

  it('the last word counts, and both are in the log', () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const id = questionId(workspace, 'edited');
    ruleOverlap(workspace, id, 'b1', 'overlap', said, 'local');
    ruleOverlap(workspace, id, 'b1', 'no-overlap', { by: 'bo', why: 'other numbers' }, 'local');
    expect(overlapStatements(workspace).rulings).toMatchObject([
      { question: id, benchmark: 'bench', item: 'b1', verdict: 'no-overlap', by: 'bo' },
    ]);
    expect([...workspace.events.each()].map(({ body }) => eventType(body))).toEqual([
      'overlap.ruled',
      'overlap.ruled',
    ]);
  });
});

describe('overlapCases(tables, run)', () => {
  it('lists what was kept with a note, until somebody rules on it', async () => {
    const workspace = temporaryWorkspace();
    fill(workspace);
    const memory = memoryOf(workspace);
    await runShipped(workspace, {
      recipe: 'winnow',
      set: ['overlap.contained=0.99', 'overlap.review=0.4', 'diversity.n="all"', 'difficulty.missing=keep'],
      memory,
    });
    const cases = () => overlapCases(workspace, findRun(workspace, 'latest'));
    const found = cases();
    expect(found.map(({ externalId }) => externalId)).toContain('edited');
    const [edited] = found.filter(({ externalId }) => externalId === 'edited');
    expect(edited).toMatchObject({ kept: true, benchmark: 'bench', itemId: 'b1' });
    expect(edited?.containment).toBeLessThan(edited?.needed ?? 0);
    expect(edited?.spans[0]?.text.length).toBeGreaterThan(10);
    const said = { by: 'ann', why: 'another story' };
    ruleOverlap(workspace, edited?.questionId ?? '', 'bench/b1', 'no-overlap', said, 'test');
    expect(cases()).toEqual(found.filter((one) => one !== edited));
  });
});
