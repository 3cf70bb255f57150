import { atOnce } from '../../algorithms/slices.ts';
import { asksForEstimates, type Learned } from '../../decide/difficulty/estimator.ts';
import type { EstimatorQuality } from '../../decide/difficulty/report.ts';
import type { TaxonomyFiles } from '../../decide/domains/files.ts';
import type { Wanted } from '../../decide/measure.ts';
import { byTurns } from '../by-turns.ts';
import {
  type DomainReference,
  domainLesson,
  domainReferenceOf,
  fitsDomains,
  learnDomains,
} from '../domain-reference.ts';
import { learnOn, type Studied } from '../learning.ts';
import type { ToJudge } from '../work.ts';
import type { LookEffects, Missing } from './missing.ts';
import type { PartName } from './parts.ts';
import type { PoolReader } from './pool-reader.ts';
import { qualityKey } from './put-together.ts';

/** What the pool knows of domains and difficulty; null where it is not asked for, or too little to learn from. */
export interface Learnt {
  domains: DomainReference | null;
  studied: Studied | null;
}

type Asked = Pick<Missing, 'recipe' | 'identity' | 'missing'>;

/** Models of difficulty that are fitted beside each other. */
const MODELS = 2;

/** Learns before texts are looked at: of difficulty on the workers, of domains here meanwhile. */
export async function learnFirst(
  pool: PoolReader,
  asked: Asked,
  taxonomy: TaxonomyFiles,
  wanted: Wanted,
  { engine, workerFile }: LookEffects,
): Promise<Learnt> {
  const { recipe, identity } = asked;
  let domains: Learnt['domains'] = null;
  const fitDomains = () => {
    if (!isFitted(asked)) return;
    const { lesson, stated } = atOnce(domainLesson(pool, identity.heads, taxonomy));
    domains = domainReferenceOf(learnDomains(lesson), stated);
  };
  if (!wanted.scores) {
    fitDomains();
    return { domains, studied: null };
  }
  const job = { entry: workerFile, shared: null, workers: MODELS };
  const studied = await engine.use(job, (map) =>
    learnOn(map, { heads: identity.heads, pool, recipe }, fitDomains),
  );
  return { domains, studied };
}

/**
 * Learns all that a recipe asks for on the workers alone, and reads what for by turns, so that whatever this thread
 * hands to others goes on meanwhile.
 */
export async function learnBeside(
  pool: PoolReader,
  { recipe, identity }: Asked,
  taxonomy: TaxonomyFiles,
  { engine, workerFile }: LookEffects,
): Promise<Learnt> {
  const told = fitsDomains(recipe) ? await byTurns(domainLesson(pool, identity.heads, taxonomy)) : null;
  const job = { entry: workerFile, shared: null, workers: MODELS };
  return engine.use(job, async (map) => {
    let domains: Learnt['domains'] = null;
    const [, studied] = await Promise.all([
      told === null
        ? null
        : map([told.lesson], (fitted: ReturnType<typeof learnDomains>) => {
            domains = domainReferenceOf(fitted, told.stated);
          }),
      asksForEstimates(recipe)
        ? learnOn(map, { heads: identity.heads, pool, recipe }, () => undefined)
        : Promise.resolve(null),
    ]);
    return { domains, studied };
  });
}

/** Measures on a worker how good estimates are, and remembers it: one look at all labels, for which nobody has to wait here. */
export async function judgeBeside(
  learned: Learned | null | undefined,
  keys: ReadonlyMap<PartName, string>,
  { engine, workerFile, memory }: LookEffects,
): Promise<void> {
  if (learned === null || learned === undefined) return;
  const toJudge: ToJudge = { judged: { ...learned, stated: NOTHING } }; // only what was learned from texts is judged
  const job = { entry: workerFile, shared: null, workers: 1 };
  await engine.map<ToJudge, EstimatorQuality>(job, [toJudge], (quality) =>
    memory.keep(qualityKey(keys), quality),
  );
}

const NOTHING = new Float64Array(0);

const isFitted = ({ recipe, missing }: Asked): boolean =>
  fitsDomains(recipe) && (missing.includes('signals') || missing.includes('domains'));
