import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEYWORDS } from '../decide/domains/taxonomy-files.ts';
import {
  type Answer,
  heldBackFifths,
  heldBackSources,
  knownQuestions,
  quality,
  tried,
} from '../decide/domains/trial.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';

/** How well domains are told on the real pool, against the topics that its sources state; and what it costs. */
if (REAL_POOL === null) {
  console.log(`left out: the real pool; it ${NO_POOL}`);
  process.exit(0);
}

const questions = knownQuestions();
const fifths = heldBackFifths(questions);
const sources = heldBackSources(questions);
const untold = tried([], questions);
const keywords = questions.flatMap((question): Answer[] =>
  question.code === null
    ? []
    : [{ question, truth: question.code, code: KEYWORDS(question.text), confidence: null }],
);
const answersOf = (trials: readonly { answers: Answer[] }[]): Answer[] =>
  trials.flatMap(({ answers }) => answers);

const SOURCES = ['MATH', 'MMLU', 'AGIEval', 'TheoremQA'];
/** All questions, then those of some sources. */
const bySource = (answers: readonly Answer[]) => ({
  all: quality(answers),
  ...Object.fromEntries(
    SOURCES.map((name) => [name, quality(answers.filter(({ question }) => question.source === name))]),
  ),
});
const silences = (answers: readonly Answer[]) =>
  [0, 0.06, 0.1, 0.2, 0.3, 0.5].map((least) => ({ least, ...quality(answers, least) }));

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const results = {
  keywords: bySource(keywords),
  nothingKnown: bySource(untold.answers),
  heldBackSources: bySource(answersOf(sources)),
  heldBackFifths: bySource(answersOf(fifths)),
  abstention: { nothingKnown: silences(untold.answers), heldBackFifths: silences(answersOf(fifths)) },
  cpuSeconds: {
    fit: median(fifths.map(({ fitSeconds }) => fitSeconds)),
    fitOfNothing: untold.fitSeconds,
    tell10000: {
      near: median(fifths.map(({ tellSeconds, answers }) => (tellSeconds / answers.length) * 10_000)),
      far: (untold.tellSeconds / untold.answers.length) * 10_000,
    },
  },
};
const out = join(import.meta.dirname, 'results');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'domains.json'), `${JSON.stringify(results, null, 2)}\n`);
console.log(JSON.stringify(results, null, 2));
