import { WinnowError } from '../../../shared/error.ts';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { Tables } from '../../db/tables.ts';
import { TEXT_STAGE_NAMES } from '../../decide/text-stages.ts';
import { domainReference, fitsDomains } from '../domain-reference.ts';
import { learnOn, type PackedTerms } from '../learning.ts';
import { type Batch, batchOf, type LookedAt, nearAt } from '../look.ts';
import { measureReference } from '../reference.ts';
import { distanceOf, keepWords } from '../spaces.ts';
import type { FactEffects } from './effects.ts';
import type { Identity } from './identity.ts';
import type { NearForm } from './near-forms.ts';
import type { SignalLook, SparseOutcomes } from './packing.ts';
import { type PartName, type Parts, wantedFor } from './parts.ts';
import { type PoolSource, poolReader } from './pool-source.ts';

/**
 * Measures parts that are missing: hands the texts of the pool to the engine, page by page, once.
 * @param meanwhile carried out with what the texts showed, while workers learn from it
 */
export async function lookAtPool(
  tables: Tables,
  asked: { source: PoolSource; recipe: Recipe; identity: Identity; missing: readonly PartName[] },
  effects: Pick<FactEffects, 'engine' | 'assets' | 'workerFile' | 'progress' | 'signal' | 'memory'>,
  meanwhile: (seen: Partial<Parts>) => void,
): Promise<Partial<Parts>> {
  const { source, recipe, identity, missing } = asked;
  const isCompared = missing.includes('overlap') || missing.includes('reference');
  const { shared, ...reference } = measureReference(
    tables,
    isCompared ? recipe : uncompared(recipe),
    effects.assets,
  );
  const pool = poolReader(tables, source);
  const isFitted = fitsDomains(recipe) && (missing.includes('signals') || missing.includes('domains'));
  const domains = isFitted ? domainReference(pool, identity.heads, shared.taxonomy) : null;
  const told = {
    ...(isCompared ? { reference } : {}),
    ...(domains === null ? {} : { domains: domains.part }),
  };
  if (missing.every((name) => name === 'reference' || name === 'domains')) return told;
  const wanted = wantedFor(missing, TEXT_STAGE_NAMES);
  const placeOf = new Map(identity.heads.map(({ id }, place) => [id, place]));
  const parts = emptyParts(identity.heads.length);
  const places: number[][] = [];
  // Where estimates sift, less than half is left: to read that again is cheaper than to hold the words of all.
  const hasWords = missing.includes('signals') && !wanted.terms && distanceOf(recipe) === 'text';
  const wordPages: PackedTerms[] = [];
  const batches = function* (): Generator<Batch> {
    for (const rows of pool.pages()) {
      if (effects.signal.aborted)
        throw new WinnowError('stopped', 'The run was stopped; nothing of it was stored.');
      const page = rows.map((row) => placeOf.get(row[1]) ?? -1);
      yield batchOf(
        places.push(page) - 1,
        rows,
        page.map((place) => identity.heads[place]!),
        domains?.stated ?? null,
        hasWords,
      );
    }
  };
  const pages: PackedTerms[] = [];
  const entry = effects.workerFile;
  const look = async () => {
    let done = 0;
    const job = { entry, shared: { ...shared, wanted, domainFit: domains?.fit ?? null } };
    await effects.engine.map<Batch, LookedAt>(job, batches(), (looked) => {
      const page = places[looked.at] ?? [];
      take(looked, page, parts);
      if (looked.terms !== null) pages[looked.at] = looked.terms;
      if (looked.words !== null) wordPages[looked.at] = looked.words;
      done += page.length;
      effects.progress(done, identity.heads.length);
    });
    if (hasWords) keepWords(effects.memory, placeOf, { pages: wordPages, places });
    return { ...told, ...parts, ...inOrder(parts) };
  };
  if (!wanted.terms) {
    const seen = await look();
    meanwhile(seen);
    return seen;
  }
  // One worker more, started early and small still when those that looked have ended: it learns beside this thread.
  return effects.engine.use({ entry, shared: null, workers: 1 }, async (map) => {
    const seen = await look();
    const asked = { heads: identity.heads, terms: { pages, places }, recipe };
    return { ...seen, learned: await learnOn(map, asked, () => meanwhile(seen)) };
  });
}

/** The benchmarks cost as much to read as a thousand questions: left out where nothing is compared with them. */
const uncompared = (recipe: Recipe): Recipe => ({
  ...recipe,
  stages: recipe.stages.filter(({ stage }) => stage !== 'overlap'),
});

interface Growing {
  signals: SignalLook[];
  keys: string[];
  forms: NearForm[];
  wellformed: [number, SparseOutcomes[number][1]][];
  overlap: [number, SparseOutcomes[number][1]][];
  quality: [number, SparseOutcomes[number][1]][];
}

const emptyParts = (count: number): Growing => ({
  signals: new Array<SignalLook>(count),
  keys: new Array<string>(count),
  forms: new Array<NearForm>(count),
  wellformed: [],
  overlap: [],
  quality: [],
});

function take({ looks, near }: LookedAt, page: readonly number[], parts: Growing): void {
  looks.forEach(([said, completeness, hasSolution, key, outcomes, lengths], i) => {
    const place = page[i] ?? -1;
    if (lengths !== null) parts.signals[place] = [said, completeness, hasSolution, lengths];
    parts.keys[place] = key;
    const form = nearAt(near, i);
    if (form !== null) parts.forms[place] = form;
    for (const stage of TEXT_STAGE_NAMES) {
      const outcome = outcomes?.[stage];
      if (outcome !== undefined) parts[stage].push([place, outcome]);
    }
  });
}

/** By place, so that the same looks are the same bytes in whatever order they came. */
const inOrder = (parts: Growing): Pick<Parts, 'wellformed' | 'overlap' | 'quality'> => ({
  wellformed: parts.wellformed.sort(byPlace),
  overlap: parts.overlap.sort(byPlace),
  quality: parts.quality.sort(byPlace),
});

const byPlace = ([a]: readonly [number, unknown], [b]: readonly [number, unknown]): number => a - b;
