import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { configOf } from '../../decide/config-of.ts';
import { asksForEstimates, type Learned } from '../../decide/difficulty/estimator.ts';
import type { Wanted } from '../../decide/measure.ts';
import { isTextConfig, looksAs, type TextStageName } from '../../decide/text-stages.ts';
import { type DomainsPart, fitsDomains } from '../domain-reference.ts';
import type { MeasureReference } from '../reference.ts';
import { type Identity, keyOf } from './identity.ts';
import { packLearned, unpackLearned } from './learned.ts';
import { type NearForm, packForms, unpackForms } from './near-forms.ts';
import { pack, unpack } from './packing.ts';
import { packSeen, type SeenOutcomes, unpackSeen } from './seen.ts';
import { packSignals, type SignalColumns, unpackSignals } from './signal-columns.ts';

/** What a run tells about the things that it compared with. */
export type ReferencePart = Omit<MeasureReference, 'shared'>;

/** What is measured apart, so that each stays at hand for as long as nothing that it hangs on has changed. */
export interface Parts {
  reference: ReferencePart;
  /** How well domains were learned, where the recipe asks for it. */
  domains: DomainsPart;
  signals: SignalColumns;
  /** Digest of each text, in the order of ids. */
  keys: readonly string[];
  forms: readonly NearForm[];
  /** What is known of difficulty; null where there is too little to learn from. */
  learned: Learned | null;
  /** What a text stage saw. */
  wellformed: SeenOutcomes;
  overlap: SeenOutcomes;
  quality: SeenOutcomes;
}

export type PartName = keyof Parts;

const SEEN = { pack: packSeen, unpack: unpackSeen };

/** How each part is written and read. */
export const PACKED: {
  [N in PartName]: { pack: (part: Parts[N]) => Buffer; unpack: (bytes: Buffer) => Parts[N] };
} = {
  reference: plain(),
  domains: plain(),
  signals: { pack: packSignals, unpack: unpackSignals },
  keys: {
    pack: (keys) => pack(null, Buffer.from(keys.join(''), 'hex')),
    unpack: (packed) => unpack(packed).bytes.toString('hex').match(/.{64}/g) ?? [],
  },
  forms: { pack: packForms, unpack: unpackForms },
  learned: { pack: packLearned, unpack: unpackLearned },
  wellformed: SEEN,
  overlap: SEEN,
  quality: SEEN,
};

function plain<T>() {
  return { pack: (part: T) => pack(part), unpack: (bytes: Buffer) => unpack(bytes).json as T };
}

/**
 * The key of every part that a recipe may need: a hash over all that the part hangs on, its code included, and over
 * nothing else. Text stages see the record alone and never the evidence (`measurer`).
 */
export function partKeys(recipe: Recipe, pool: Identity, code: string): ReadonlyMap<PartName, string> {
  const { teachers = [], leastConfidence = 0 } = configOf(recipe, 'diversity') ?? {};
  const domains = fitsDomains(recipe) ? leastConfidence : null;
  const texts = [code, pool.poolSha256, recipe.looksAt];
  const reference = [pool.compared, pool.live];
  const overlap = configOf(recipe, 'overlap');
  const compared = overlap === undefined ? null : looksAs(overlap);
  const keys = new Map<PartName, string>([
    ['reference', keyOf('reference', code, reference, compared)],
    ['domains', keyOf('domains', code, pool.poolSha256, pool.measuredEvidence)],
    ['signals', keyOf('signals', code, pool.poolSha256, pool.measuredEvidence, teachers, domains)],
    ['keys', keyOf('keys', ...texts)],
    ['forms', keyOf('forms', ...texts)],
  ]);
  if (asksForEstimates(recipe)) {
    const reads = configOf(recipe, 'difficulty')?.reads;
    keys.set('learned', keyOf('learned', code, pool.poolSha256, pool.evidence, teachers, reads));
  }
  for (const config of recipe.stages.filter(isTextConfig)) {
    const { stage } = config;
    keys.set(stage, keyOf(stage, ...texts, looksAs(config), stage === 'overlap' ? reference : null));
  }
  return keys;
}

/** The parts of what is wanted, by name. */
export const partsOf = ({ signals, texts, scores, stages }: Wanted): PartName[] => [
  ...(signals ? (['signals'] as const) : []),
  ...(scores ? (['learned'] as const) : []),
  ...(texts === 'none' ? [] : (['keys'] as const)),
  ...(texts === 'forms' ? (['forms'] as const) : []),
  ...stages,
];

/** What is to be measured so that some parts are there. */
export const wantedFor = (names: readonly PartName[], stages: readonly TextStageName[]): Wanted => ({
  signals: names.includes('signals'),
  texts: names.includes('forms') ? 'forms' : names.includes('keys') ? 'keys' : 'none',
  scores: names.includes('learned'),
  stages: stages.filter((stage) => names.includes(stage)),
});
