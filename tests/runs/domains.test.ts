import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const WORDS = ['yeast wort ferment must', 'peal clapper belfry treble'].map((words) => words.split(' '));

/** Forty questions of a source that names its topics; the last six name none. */
const GUILD = Array.from({ length: 40 }, (_, i) => {
  const [a, b, c] = [0, 1, 2].map((at) => WORDS[i % 2]?.[(i + at) % 4]);
  return newQuestion({
    question: `Which ${a} suits a ${b} in the ${c} of case ${'abcdefghijklmnopqrst'[i % 20]}${i}?`,
    externalId: `guild-${i}`,
    source: 'guild',
    answer: 'one',
    subject: i >= 34 ? null : i % 2 === 0 ? 'Chemistry' : 'Law',
  });
});

const bare = (externalId: string, question: string) =>
  newQuestion({ question, externalId, source: 'bare', answer: 'one' });
const OTHERS = [
  bare('circle', 'Find the radius of the circle through the vertices of the triangle.'),
  bare('riddle', 'Xyzzy plugh, frobozz quendor?'),
  bare('primes', 'How many primes lie between 10 and 20?'),
];

const label = (workspace: Workspace, externalId: string, value: string): void => {
  const question = workspace.questions.find(externalId)[0]?.questionId ?? '';
  workspace.write('test', () => workspace.signals.put({ question, name: 'domain', value }));
};

async function ran(order: 'as told' | 'reversed' = 'as told', set: string[] = []) {
  const workspace = temporaryWorkspace();
  const questions = [...GUILD, ...OTHERS];
  addQuestions(workspace, order === 'reversed' ? questions.reverse() : questions);
  label(workspace, 'primes', 'Geography');
  const report = await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=10', ...set] });
  const decisions = [...workspace.decisions.ofRun(1)];
  const signals = new Map(decisions.map((one) => [one.externalId, one.signals]));
  return { workspace, report, signals };
}

describe('a run that fits its domains', () => {
  it('says what each domain is from and how sure it is, abstains, and reports both with the fit', async () => {
    const { workspace, report, signals } = await ran();
    expect(signals.get('guild-0')).toMatchObject({ domain: 'chemistry', domainFrom: 'metadata' });
    expect(signals.get('guild-0')).not.toHaveProperty('domainConfidence');
    expect(signals.get('primes')).toMatchObject({ domain: 'geography', domainFrom: 'label' });
    expect(signals.get('circle')).toMatchObject({
      domain: '51',
      domainFrom: 'classifier',
      domainConfidence: expect.any(Number),
    });
    for (const [id, domain] of [
      ['guild-38', 'chemistry'],
      ['guild-39', 'law'],
    ] as const) {
      expect(signals.get(id)).toMatchObject({ domain, domainFrom: 'classifier' }); // words that only the pool taught
    }
    expect(signals.get('riddle')).toMatchObject({ domain: 'unknown', domainFrom: 'none' });
    expect(signals.get('riddle')?.domainConfidence).toBeLessThan(0.06);
    expect(report.signals.domain).toEqual({ label: 1, metadata: 34, classifier: 7, none: 1 });
    expect(report.signals.domainFit).toMatchObject({ known: 35, learned: 35, abstained: 1, domains: 2 });
    expect(report.signals.domainFit?.crossValidated?.macroF1).toBeGreaterThan(0.8);
    expect(report.signals.domainFit?.untaught?.macroF1).toBeLessThan(0.8);
    const again = await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=9'] }); // nothing measured anew
    expect(again.signals).toEqual(report.signals);
    expect(again.evidenceSha256).toBe(report.evidenceSha256);
  });

  it('gives the same whatever the order of arrival, and hashes the fit into the evidence', async () => {
    const [one, other, keywords] = [
      await ran(),
      await ran('reversed'),
      await ran('as told', ['diversity.domains=keywords']),
    ];
    expect(other.signals).toEqual(one.signals);
    expect(other.report.evidenceSha256).toBe(one.report.evidenceSha256);
    expect(keywords.report.evidenceSha256).not.toBe(one.report.evidenceSha256);
    expect(keywords.report.signals).not.toHaveProperty('domainFit');
    expect(keywords.signals.get('guild-38')).toEqual(expect.not.objectContaining({ domain: 'chemistry' }));
  });
});
