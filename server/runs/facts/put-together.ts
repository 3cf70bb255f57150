import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { PoolFacts } from '../../decide/candidate.ts';
import { configOf } from '../../decide/config-of.ts';
import { type EstimatorQuality, estimatorQuality } from '../../decide/difficulty/report.ts';
import { poolFacts } from '../../decide/facts.ts';
import type { FateMemory } from '../../decide/gates.ts';
import type { DomainsPart } from '../domain-reference.ts';
import { type Estimation, estimatesFact, estimationOf, settingsOfEstimates } from '../estimates.ts';
import { hashLines } from '../pool.ts';
import { fateMemory } from './fate-memory.ts';
import { type Identity, keyOf } from './identity.ts';
import { MeasuredColumns } from './measured.ts';
import type { Memory } from './memory.ts';
import type { PartName, Parts, ReferencePart } from './parts.ts';

/** All that a recipe's decisions hang on, beside the seed. */
export interface Facts {
  identity: Identity;
  reference: ReferencePart;
  /** Null where the recipe does not ask for it. */
  domains: DomainsPart | null;
  /** In the order of ids. */
  measured: MeasuredColumns;
  pool: PoolFacts;
  /** What was learned about difficulty; null where the recipe asks for no estimates. */
  estimation: Estimation | null;
  /** Hash over benchmarks, their fit, that of domains, estimates, and what was known about every question. */
  evidenceSha256: string;
  /** Parts that were measured now, and not taken from the cache. */
  measuredNow: PartName[];
  /** What gates made of these questions under settings that were asked about. */
  fates: FateMemory;
}

/** What facts are put together from. */
export interface Gathered {
  identity: Identity;
  parts: Partial<Parts>;
  measuredNow: PartName[];
  /** The questions, where they were put together already. */
  measured?: MeasuredColumns | null;
}

/** Puts the parts together; the same parts are put together once. */
export function factsOf(
  { identity, parts, measuredNow, measured }: Gathered,
  recipe: Recipe,
  keys: ReadonlyMap<PartName, string>,
  memory: Memory,
): Facts {
  const { reference, signals } = parts;
  if (reference === undefined || signals === undefined) throw new RangeError('parts are missing');
  const used = [...keys].filter(([name]) => name in parts && name !== 'keys' && name !== 'forms');
  const at = keyOf('facts', used, identity.evidence, settingsOfEstimates(recipe));
  const facts =
    memory.recall<Facts>(at) ??
    newFacts(identity, reference, parts, recipe, measured, remembered(keys, memory));
  memory.keep(at, facts);
  facts.measured.addTexts(parts);
  return { ...facts, identity, measuredNow };
}

/** Under this name a process keeps how good estimates are. */
export const qualityKey = (keys: ReadonlyMap<PartName, string>): string =>
  keyOf('estimator quality', keys.get('learned'));

/** How good estimates are, measured once for what was learned: no setting changes it. */
function remembered(keys: ReadonlyMap<PartName, string>, memory: Memory): typeof estimatorQuality {
  const at = qualityKey(keys);
  return (learned) => {
    const quality = memory.recall<EstimatorQuality>(at) ?? estimatorQuality(learned);
    memory.keep(at, quality);
    return quality;
  };
}

function newFacts(
  identity: Identity,
  reference: ReferencePart,
  parts: Partial<Parts>,
  recipe: Recipe,
  before: MeasuredColumns | null | undefined,
  qualityOf: typeof estimatorQuality,
): Facts {
  const measured = before ?? new MeasuredColumns(identity.heads, parts);
  const teachers = configOf(recipe, 'diversity')?.teachers ?? [];
  const estimation = estimationOf(parts.learned, recipe, qualityOf);
  if (estimation?.decides === true) measured.estimate(estimation.estimates);
  return {
    identity,
    reference,
    domains: parts.domains ?? null,
    measured,
    estimation,
    pool: {
      ...poolFacts(measured.rows(), teachers, reference.benchmarkItems),
      estimates: estimatesFact(estimation, measured.rows(), teachers),
    },
    evidenceSha256: hashLines([
      ...reference.benchmarks.map(({ name, sha256 }) => `benchmark ${name} ${sha256}`),
      ...reference.fit,
      ...(parts.domains === undefined ? [] : [`domains ${parts.domains.sha256}`]),
      ...(estimation?.decides === true ? [`difficulty estimates ${estimation.sha256}`] : []),
      ...identity.evidenceLines,
    ]),
    measuredNow: [],
    fates: fateMemory(),
  };
}
