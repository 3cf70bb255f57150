import { expect, it } from 'vitest';
import { FORMS } from '../../client/features/review/queue-draft.ts';
import { seededRandom } from '../../server/algorithms/random.ts';
import { agreementOf } from '../../server/review/agreement.ts';
import { worked } from '../ask/ranked-run.ts';
import { figuresOf } from './figures.ts';
import { queueIn, reviewingOf, say } from './reviewing.ts';

const PEOPLE = ['ann', 'ben', 'cem'];
const WORDS = Array.from({ length: 12 }, (_, i) => `word${i}`);
const SOLUTION = WORDS.join(' ');
const startOf = (word: number) => SOLUTION.indexOf(`word${word}`);

interface Said {
  question: string;
  person: string;
  steps: { start: number; verdict: string }[];
  marks: { start: number; end: number; label: string }[];
}

/** A queue in which three people judge steps and mark words as a seed draws it; each leaves some texts and steps out. */
async function judged() {
  const questions = Array.from({ length: 12 }, (_, i) => worked(`q${i}`, { solution: SOLUTION }));
  const found = await reviewingOf(questions, 12);
  const form = {
    ...FORMS.steps,
    properties: { ...FORMS.steps.properties, ...FORMS.safety.properties },
  };
  const queue = queueIn(found.workspace, found.run, { aspect: 'steps', people: 3, form });
  const random = seededRandom('parts');
  const said: Said[] = [];
  for (const question of found.ids)
    for (const person of PEOPLE) {
      if (random.next() < 0.2) continue;
      const steps = [0, 4, 8].flatMap((word) => {
        const verdict = random.next() < 0.7 ? 'holds' : 'wrong';
        return random.next() < 0.25 ? [] : [{ start: startOf(word), verdict }];
      });
      const from = random.next() < 0.6 ? 3 : random.int(9);
      const label = random.next() < 0.8 ? 'dangerous' : 'offensive';
      const end = startOf(from + 1 + random.int(2)) - 1;
      const marks = random.next() < 0.3 ? [] : [{ start: startOf(from) + 2, end, label }];
      said.push({ question, person, steps, marks });
      const fields = { ...(steps.length > 0 && { steps }), ...(marks.length > 0 && { marks }) };
      say(found.workspace, queue, person, question, { fields });
    }
  return { ...found, queue, said };
}

it('agreement over steps is that of each step on which two people said something', async () => {
  const { workspace, queue, said } = await judged();
  const report = await agreementOf(workspace, queue, 'steps');
  const field = report.fields.find((one) => one.field === 'steps');
  const parts = said.flatMap(({ question, person, steps }) =>
    steps.map(({ start, verdict }) => ({
      question: `${question} ${start}`,
      reviewer: person,
      decision: verdict === 'holds' ? ('accept' as const) : ('reject' as const),
    })),
  );
  const ours = figuresOf(parts);
  expect(field).toMatchObject({ of: 'step', level: 'nominal', overlap: null });
  for (const name of ['raw', 'alpha', 'fleiss'] as const)
    expect([name, field?.[name].value]).toEqual([name, expect.closeTo(ours[name], 9)]);
  // Of the three verdicts that could have been said one never was: chance has two more to fall on, not one.
  const chance = (ours.ac1 - ours.raw) / (ours.ac1 - 1) / 2;
  expect(field?.ac1.value).toBeCloseTo((ours.raw - chance) / (1 - chance), 9);
  const counts = new Map<string, number>();
  for (const { question } of parts) counts.set(question, (counts.get(question) ?? 0) + 1);
  expect(field?.units).toBe([...counts.values()].filter((n) => n > 1).length);
  const byName = (x: { pair: string }, y: { pair: string }) => (x.pair < y.pair ? -1 : 1);
  const pairsOf = (all: readonly { a: string; b: string; n: number; kappa: unknown }[]) =>
    all.map(({ a, b, n, kappa }) => ({ pair: [a, b].sort().join(' '), n, kappa })).sort(byName);
  expect(pairsOf(report.pairs)).toEqual(
    pairsOf(ours.pairs.map((one) => ({ ...one, kappa: expect.closeTo(one.kappa ?? 0, 9) as number }))),
  );
  expect(report.of).toBe('steps');
  expect(report.domains.reduce((sum, { units }) => sum + units, 0)).toBe(field?.units);
});

it('agreement over marks is word by word, and how far they overlap is the F1 of what two people marked alike', async () => {
  const { workspace, queue, said } = await judged();
  const report = await agreementOf(workspace, queue, 'marks');
  const field = report.fields.find((one) => one.field === 'marks');
  const labelAt = (marks: Said['marks'], word: number): string => {
    const [start, end] = [startOf(word), startOf(word) + `word${word}`.length];
    return marks.find((mark) => mark.start < end && mark.end > start)?.label ?? '';
  };
  let [alike, marked, agreed, pairs] = [0, 0, 0, 0];
  const raw: number[] = [];
  for (const question of new Set(said.map((one) => one.question))) {
    const people = said.filter((one) => one.question === question);
    if (people.length < 2) continue;
    for (const word of WORDS.keys()) {
      [agreed, pairs] = [0, 0];
      people.forEach((one, i) => {
        for (const other of people.slice(i + 1)) {
          const [x, y] = [labelAt(one.marks, word), labelAt(other.marks, word)];
          marked += (x === '' ? 0 : 1) + (y === '' ? 0 : 1);
          alike += x === y && x !== '' ? 2 : 0;
          agreed += x === y ? 1 : 0;
          pairs += 1;
        }
      });
      raw.push(agreed / pairs);
    }
  }
  expect(field).toMatchObject({ of: 'word', units: raw.length });
  expect(field?.overlap?.value).toBeCloseTo(alike / marked, 9);
  expect(field?.raw.value).toBeCloseTo(raw.reduce((sum, one) => sum + one, 0) / raw.length, 9);
  const { low, high } = field?.overlap ?? {};
  expect([low, high]).toEqual([expect.any(Number), expect.any(Number)]);
  expect((low ?? 1) < alike / marked && (high ?? 0) > alike / marked).toBe(true);
  expect(report.pairs.every(({ overlap }) => overlap !== null)).toBe(true);
});

it('a field that people can not agree on is told as such', async () => {
  const { workspace, queue } = await judged();
  await expect(agreementOf(workspace, queue, 'remark')).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('decision, steps, marks'),
  });
});
