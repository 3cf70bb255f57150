// s1's filter and selection, with the stages of this program. Argument: a file of rows (see inputs.ts).
import { hash } from 'node:crypto';
import { built, readJson, report } from './cell.mjs';

const { parseRecipe } = await built('decide/recipe.js');
const { configOf } = await built('decide/config-of.js');
const { poolFacts } = await built('decide/facts.js');
const { evidence } = await built('decide/stages/evidence.js');
const { quality } = await built('decide/stages/quality.js');
const { difficulty } = await built('decide/stages/difficulty.js');
const { select } = await built('decide/stages/diversity.js');
const { NO_EVIDENCE } = await built('decide/candidate.js');

const recipe = parseRecipe(
  {
    recipe: 'bench',
    says: 'filter.ipynb of s1',
    looksAt: 'question',
    stages: [
      { stage: 'evidence', gate: 'strict', features: ['trace', 'domain', 'attempts', 'grade'] },
      { stage: 'quality' },
      { stage: 'difficulty' },
      { stage: 'diversity', sampler: 's1', n: 1000, reserve: 0 },
    ],
  },
  'bench',
);
const config = (stage) => configOf(recipe, stage);
const attempt = (model, isCorrect) => ({
  model,
  verdict: isCorrect === null ? null : isCorrect ? 'correct' : 'wrong',
  tokens: null,
});

// Laid out as each program reads it before the clock runs: so does the peer with its data set.
const narrow = readJson(process.argv[2]).map((row) => ({
  id: '',
  question: row.question,
  source: row.source,
  domain: row.domain,
  length: row.gemini_length ?? 0,
  hasSolution: true,
  evidence: {
    ...NO_EVIDENCE,
    label: row.domain,
    traceTokens: row.gemini_length,
    attempts: [
      attempt('qwen-7b', row.isqwen7bcorrect),
      attempt('qwen-32b', row.isqwen32bcorrect),
      attempt('gemini', row.isgeminicorrect),
    ],
  },
}));

report(() => {
  for (const row of narrow) row.id = hash('sha256', row.question, 'hex').slice(0, 16);
  const facts = poolFacts(narrow, config('diversity').teachers, 0);
  const isClean = quality.prepare(config('quality'), null);
  const left = narrow
    .filter((row) => evidence.decide(row, config('evidence'), facts).kept)
    .filter((row) => isClean(row, row.question).kept)
    .filter((row) => difficulty.decide(row, config('difficulty'), facts).kept);
  const { ranked, selected } = select(left, config('diversity'), 42);
  return { left: left.map(({ id }) => id).sort(), selected: ranked.slice(0, selected).length };
});
