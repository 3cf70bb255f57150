import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planeOf } from '../../server/algorithms/projection/plane.ts';
import { principalAxes } from '../../server/algorithms/projection/principal-axes.ts';
import { evenly } from '../../server/algorithms/vectors/evenly.ts';
import { hashedWords } from '../../server/algorithms/vectors/features.ts';
import { textSpace } from '../../server/algorithms/vectors/text-space.ts';
import { tfIdf } from '../../server/algorithms/vectors/tf-idf.ts';
import { knownQuestions } from '../decide/domains/trial.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';

/** What the map of the real pool costs, and how much of who is near whom it keeps, beside its two components alone. */
if (REAL_POOL === null) {
  console.log(`left out: the real pool; it ${NO_POOL}`);
  process.exit(0);
}

const NEAR = 15;
const SAMPLE = 1000;
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const questions = knownQuestions();
const begun = cpu();
const words = questions.map(({ text }) => hashedWords(text));
const { rows, frequency } = tfIdf(words);
const read = cpu() - begun;
const costs = new Map<string, number>();
const steps = planeOf(rows, frequency, { seed: 1 });
let last = cpu();
let step = steps.next();
while (step.done !== true) {
  const { doing } = step.value;
  step = steps.next();
  costs.set(doing, (costs.get(doing) ?? 0) + cpu() - last);
  last = cpu();
}
const peakMb = process.resourceUsage().maxRSS / 1024;
const plane = Float64Array.from(step.value);
const axes = principalAxes(rows, frequency, { dimensions: 2, seed: 1 });

const space = textSpace(words);
const sample = evenly(questions.length, SAMPLE);
const similar = new Float32Array(questions.length);
const apart = new Float64Array(questions.length);

/** The `NEAR` others with the least of a score, the first by number where several have as much. */
function nearest(score: (i: number) => number, self: number): number[] {
  const best: number[] = [];
  for (let i = 0; i < questions.length; i++) {
    if (i === self || (best.length === NEAR && score(i) >= score(best[NEAR - 1]!))) continue;
    let at = best.length;
    while (at > 0 && score(best[at - 1]!) > score(i)) at--;
    best.splice(at, 0, i);
    best.length = Math.min(best.length, NEAR);
  }
  return best;
}

/** How many others are more similar to the one in question. */
const before = (other: number): number => similar.reduce((sum, s) => sum + (s > similar[other]! ? 1 : 0), 0);

function judged(points: ArrayLike<number>) {
  let kept = 0;
  let penalty = 0;
  let [alike, asked] = [0, 0];
  for (const one of sample) {
    space.similarities(one, similar);
    similar[one] = -1;
    for (let i = 0; i < apart.length; i++)
      apart[i] = (points[2 * i]! - points[2 * one]!) ** 2 + (points[2 * i + 1]! - points[2 * one + 1]!) ** 2;
    const byText = new Set(nearest((i) => -similar[i]!, one));
    for (const other of nearest((i) => apart[i]!, one)) {
      if (byText.has(other)) kept++;
      else penalty += Math.max(0, before(other) + 1 - NEAR);
      if (questions[one]!.code === null || questions[other]!.code === null) continue;
      asked++;
      if (questions[one]!.code === questions[other]!.code) alike++;
    }
  }
  const n = questions.length;
  return {
    /** Share of the 15 nearest texts that are among the 15 nearest points. */
    kept: round(kept / (sample.length * NEAR)),
    /** Venna and Kaski 2001: 1 where nobody is near in the plane who is far by text; 0.5 by chance. */
    trustworthiness: round(1 - (2 * penalty) / (sample.length * NEAR * (2 * n - 3 * NEAR - 1))),
    /** Share of the 15 nearest points whose stated topic is the same. */
    sameTopic: round(alike / asked),
  };
}

/** What would be reached by the nearest texts themselves. */
function byText(): number {
  let [alike, asked] = [0, 0];
  for (const one of sample) {
    space.similarities(one, similar);
    for (const other of nearest((i) => -similar[i]!, one)) {
      if (questions[one]!.code === null || questions[other]!.code === null) continue;
      asked++;
      if (questions[one]!.code === questions[other]!.code) alike++;
    }
  }
  return round(alike / asked);
}

const round = (x: number): number => Math.round(x * 1000) / 1000;
const results = {
  questions: questions.length,
  cpuSeconds: { words: round(read), ...Object.fromEntries([...costs].map(([k, v]) => [k, round(v)])) },
  peakMb: Math.round(peakMb),
  map: judged(plane),
  twoComponents: judged(axes),
  nearestTexts: { sameTopic: byText() },
};
console.log(JSON.stringify(results, null, 2));
const folder = join(import.meta.dirname, 'results');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'map.json'), `${JSON.stringify(results, null, 2)}\n`);
