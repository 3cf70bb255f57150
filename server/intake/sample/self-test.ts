import type { Plant, Truth } from './truth.ts';

/** A decision of a run, as far as the self-test looks at it. */
export interface SampleDecision {
  externalId: string | null;
  source: string;
  kept: boolean;
  stage: string;
  reason: string | null;
  evidence?: { readonly notes?: unknown };
}

/** The stages of a recipe, as they are in its JSON. */
export interface SampleRecipe {
  stages: readonly { stage: string; mode?: string; method?: string; rule?: string }[];
}

/** One line of "Found of what we planted". */
export interface Found {
  kind: string;
  /** What it is, for people. */
  says: string;
  /** How many there are, of those that no earlier gate had dropped; null where nobody planted them. */
  planted: number | null;
  /** How many of them the recipe dropped; null where it does not look for them. */
  found: number | null;
  /** How many it kept with a note, where there are any. */
  noted?: number;
}

interface Kind {
  kind: string;
  says: string;
  plants: readonly Plant['kind'][];
  /** The stage that looks for it, and the reasons that it gives. */
  stage: string;
  reasons: readonly string[];
  /** A setting of the stage with which it does not look for this kind. */
  unless?: { method?: string; rule?: string };
}

const COPIES = ['exact-duplicate', 'near-duplicate'];
const KINDS: readonly Kind[] = [
  {
    kind: 'exact-copies',
    says: 'exact copies',
    plants: ['exact-copy'],
    stage: 'duplicates',
    reasons: COPIES,
  },
  {
    kind: 'case-and-spacing',
    says: 'copies in other case or spacing',
    plants: ['case-copy', 'spacing-copy'],
    stage: 'duplicates',
    reasons: COPIES,
    unless: { method: 'exact' },
  },
  {
    kind: 'near-copies',
    says: 'near copies (a sentence more, or words changed)',
    plants: ['near-appended', 'near-opened', 'near-reworded'],
    stage: 'duplicates',
    reasons: COPIES,
    unless: { method: 'exact' },
  },
  {
    kind: 'leaks-whole',
    says: 'whole benchmark questions',
    plants: ['leak-whole'],
    stage: 'overlap',
    reasons: ['benchmark-overlap'],
  },
  {
    kind: 'leaks-half',
    says: 'halves of benchmark questions (another thing asked about the same)',
    plants: ['leak-half'],
    stage: 'overlap',
    reasons: ['benchmark-overlap'],
  },
  {
    kind: 'without-solution',
    says: 'questions that nobody could grade',
    plants: ['without-solution'],
    stage: 'evidence',
    reasons: ['missing-signal'],
  },
  {
    kind: 'asymptote',
    says: '[asy] drawing code',
    plants: ['asymptote'],
    stage: 'quality',
    reasons: ['asymptote'],
  },
  {
    kind: 'missing-image',
    says: 'images that are not there',
    plants: ['missing-image'],
    stage: 'quality',
    reasons: ['missing-image'],
  },
  {
    kind: 'numbering',
    says: 'numbers of problem sheets',
    plants: ['numbering'],
    stage: 'quality',
    reasons: ['numbering'],
  },
  {
    kind: 'bold-label',
    says: 'bold labels',
    plants: ['bold-label'],
    stage: 'quality',
    reasons: ['numbering'],
  },
];
const SOLVED = { stage: 'difficulty', reason: 'solved' };

/**
 * How much of what was planted a run found. Pure; reads the decisions once, in any order.
 * The last row counts the questions in which nothing was planted and in which no gate found a fault.
 */
export function selfTest(
  { truth }: { truth: Truth },
  decisions: Iterable<SampleDecision>,
  recipe: SampleRecipe,
): Found[] {
  const fates = new Map<string, SampleDecision>();
  for (const decision of decisions)
    if (decision.externalId !== null) fates.set(decision.externalId, decision);
  const place = new Map(recipe.stages.map(({ stage }, i) => [stage, i]));
  const reached = (id: string, stage: string): boolean => {
    const fate = fates.get(id);
    return fate !== undefined && (place.get(fate.stage) ?? 0) >= (place.get(stage) ?? 0);
  };
  const rows = KINDS.map((kind) => rowOf(kind, truth, fates, reached, recipe));
  const solved = solvedRow(truth, fates, reached, recipe);
  return [...rows, solved, ...unplantedCopies(truth, fates), plainRow(truth, fates)];
}

type Fates = ReadonlyMap<string, SampleDecision>;
type Reached = (id: string, stage: string) => boolean;

const looksFor = ({ stages }: SampleRecipe, stage: string, unless: Kind['unless'] = {}): boolean =>
  stages.some(
    (one) =>
      one.stage === stage &&
      one.mode !== 'off' &&
      (unless.method === undefined || one.method !== unless.method) &&
      (unless.rule === undefined || one.rule !== unless.rule),
  );

function rowOf(
  { kind, says, plants, stage, reasons, unless }: Kind,
  truth: Truth,
  fates: Fates,
  reached: Reached,
  recipe: SampleRecipe,
): Found {
  const planted = truth.planted.filter((plant) => plants.includes(plant.kind) && reached(plant.id, stage));
  const fell = (id: string) =>
    fates.get(id)?.stage === stage && reasons.includes(fates.get(id)?.reason ?? '');
  const found = reasons === COPIES ? copiesFound(planted, fell) : planted.filter(({ id }) => fell(id)).length;
  const noted = planted.filter(({ id }) => isNoted(fates.get(id), stage, reasons)).length;
  return {
    kind,
    says,
    planted: planted.length,
    found: looksFor(recipe, stage, unless) ? found : null,
    ...(noted === 0 ? {} : { noted }),
  };
}

/** Kept at the stage, with a note of it. */
function isNoted(fate: SampleDecision | undefined, stage: string, reasons: readonly string[]): boolean {
  const notes = fate?.evidence?.notes;
  if (fate?.stage === stage || !Array.isArray(notes)) return false;
  return (notes as { stage: string; reason: string }[]).some(
    (note) => note.stage === stage && reasons.includes(note.reason),
  );
}

/** Of a question and its copies any one may stay: what counts is how many of them fell. */
function copiesFound(planted: readonly Plant[], fell: (id: string) => boolean): number {
  const groups = new Map<string, string[]>();
  for (const { id, of = id } of planted) groups.set(of, [...(groups.get(of) ?? [of]), id]);
  let found = 0;
  for (const ids of groups.values()) found += Math.min(ids.length - 1, ids.filter(fell).length);
  return found;
}

function solvedRow(truth: Truth, fates: Fates, reached: Reached, recipe: SampleRecipe): Found {
  const planted = truth.solved.filter((id) => reached(id, SOLVED.stage));
  const found = planted.filter((id) => fates.get(id)?.reason === SOLVED.reason).length;
  return {
    kind: 'solved',
    says: 'questions that a solver answered',
    planted: planted.length,
    found: looksFor(recipe, SOLVED.stage) ? found : null,
  };
}

/** Reasons that find no fault: what is left after the gates, how it was drawn, and what is taken to be easy. */
const HARMLESS = new Set<string | null>([null, 'reserve', 'not-drawn', 'easy-by-estimate', ...COPIES]);

/** The questions in which something was planted, and those that were copied. */
const meantIn = ({ planted }: Truth): Set<string> =>
  new Set(
    planted
      .filter(({ kind }) => kind !== 'asymptote-kept')
      .flatMap(({ id, of }) => (of === undefined ? [id] : [id, of])),
  );

/** The templates write one problem twice now and then, with another story around it. */
function unplantedCopies(truth: Truth, fates: Fates): Found[] {
  const meant = meantIn(truth);
  const found = [...fates].filter(([id, { reason }]) => !meant.has(id) && COPIES.includes(reason ?? ''));
  if (found.length === 0) return [];
  const says = 'copies that nobody planted: templates that wrote the same problem';
  return [{ kind: 'unplanted-copies', says, planted: null, found: found.length }];
}

function plainRow(truth: Truth, fates: Fates): Found {
  const meant = meantIn(truth);
  const solved = new Set(truth.solved);
  let [plain, left] = [0, 0];
  for (const [id, { kept, reason }] of fates) {
    if (meant.has(id)) continue;
    plain++;
    if (kept || HARMLESS.has(reason) || (solved.has(id) && reason === SOLVED.reason)) left++;
  }
  return {
    kind: 'plain',
    says: 'questions without anything planted, in which no fault was found',
    planted: plain,
    found: left,
  };
}
