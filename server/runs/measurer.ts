import { hash } from 'node:crypto';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { createTokenCounter } from '../algorithms/bpe/token-counter.ts';
import type { ContainmentIndexData } from '../algorithms/containment/index-data.ts';
import { containmentMatcher } from '../algorithms/containment/matcher.ts';
import type { OverlapIndexData } from '../algorithms/overlap-index.ts';
import { overlapMatcher } from '../algorithms/overlap-matcher.ts';
import type { Candidate } from '../decide/candidate.ts';
import { configOf } from '../decide/config-of.ts';
import { termReader } from '../decide/difficulty/terms.ts';
import { type FittedText, textScorer } from '../decide/difficulty/text-model.ts';
import { domainOf } from '../decide/domains/domain.ts';
import type { TaxonomyFiles } from '../decide/domains/files.ts';
import { type FittedDomains, fittedClassifier } from '../decide/domains/fitted.ts';
import { loadTaxonomy, type Taxonomy } from '../decide/domains/taxonomy.ts';
import { type Instruments, type Measured, measurer, type Wanted } from '../decide/measure.ts';
import type { ContainmentInstruments, OverlapRuling } from '../decide/overlap/contained.ts';
import { looksAs } from '../decide/text-stages.ts';

/** What every worker is given once. */
export interface MeasureShared {
  recipe: Recipe;
  /** What is to be measured; all that the recipe needs where it is left out. */
  wanted?: Wanted;
  overlap: OverlapIndexData;
  /** Under the rule `contained`; what people ruled comes by question. */
  containment: { index: ContainmentIndexData; rulings: Record<string, OverlapRuling[]> } | null;
  tokenizer: SharedArrayBuffer;
  taxonomy: TaxonomyFiles;
  /** Null, or left out, where domains are told by keywords alone. */
  domainFit?: FittedDomains | null;
  /** What was learned about difficulty: from questions alone, and with their solutions; left out where nothing was. */
  difficulty?: readonly FittedText[];
}

/** Builds the one look at a question; the same in a worker and in the main thread (for `why`). */
export function buildMeasurer(shared: MeasureShared): (candidate: Candidate) => Measured {
  const taxonomy = laidOut(() => taxonomyOf(shared));
  const counter = laidOut(() => createTokenCounter(shared.tokenizer));
  const matches = overlapMatcher(shared.overlap);
  const instruments: Instruments = {
    matches,
    containment: containmentInstruments(shared, matches),
    countTokens: (text) => counter().count(text),
    domainOf: (candidate, prompt) =>
      domainOf(
        {
          label: candidate.evidence.label,
          subject: candidate.subject,
          meta: candidate.meta,
          stated: candidate.stated,
          source: candidate.source,
          text: prompt,
        },
        taxonomy(),
      ),
    digest: (text) => hash('sha256', text, 'hex'),
    ...(shared.difficulty === undefined ? {} : { scoresOf: scoresBy(shared.difficulty) }),
  };
  return measurer(shared.recipe, instruments, shared.wanted);
}

/** Lays a thing out when it is first asked for: a look that is wanted in part needs not all of them. */
function laidOut<T>(make: () => T): () => T {
  let made: { thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}

/** Solutions are read where a model wants them. */
function scoresBy([plain, full]: readonly FittedText[]): NonNullable<Instruments['scoresOf']> {
  if (plain === undefined) throw new RangeError('nothing was learned');
  const read = termReader();
  const ofQuestion = textScorer(plain);
  const ofBoth = full === undefined ? () => Number.NaN : textScorer(full);
  return (prompt, solution, isLabelled) => {
    const terms = read(prompt, full === undefined ? null : solution);
    return [ofQuestion(terms, isLabelled), ofBoth(terms, isLabelled)];
  };
}

function taxonomyOf({ taxonomy, domainFit, recipe }: MeasureShared): Taxonomy {
  if (domainFit === null || domainFit === undefined) return loadTaxonomy(taxonomy);
  const least = configOf(recipe, 'diversity')?.leastConfidence ?? 0;
  return loadTaxonomy(taxonomy, fittedClassifier(domainFit, taxonomy, least));
}

function containmentInstruments(
  { containment, recipe }: MeasureShared,
  printed: ContainmentInstruments['printed'],
): ContainmentInstruments | null {
  if (containment === null) return null;
  const { index, rulings } = containment;
  const config = configOf(recipe, 'overlap');
  const { contained } = config === undefined ? { contained: 1 } : looksAs(config);
  return {
    contained: containmentMatcher(index, contained),
    printed,
    rulingsOn: (id) => (Object.hasOwn(rulings, id) ? (rulings[id] ?? []) : []),
  };
}
