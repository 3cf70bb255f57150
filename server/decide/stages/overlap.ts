import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import {
  type ContainedRaw,
  type ContainmentInstruments,
  judgeContained,
  lookContained,
} from '../overlap/contained.ts';
import {
  type Dropped,
  type Finding,
  findingsOf,
  KEPT,
  lookAndJudge,
  outcomeOf,
  type Setting,
  seen,
  type TextStage,
  type WideLook,
} from '../stage.ts';
import { tierBelow } from '../tiers.ts';

/** A benchmark question that shares at least one run of words with a text (see algorithms/overlap-index). */
export interface OverlapMatch {
  set: string;
  id: string;
  sharedWords: number;
  /** Share of the item's n-grams that the text holds, 0 to 1. */
  containment: number;
  /** Where in the text, in UTF-16 units. */
  spans: readonly { start: number; end: number; text: string }[];
}

/** How many benchmark questions are named beside the first. */
const OTHERS = 4;

/** What this stage compares with; `containment` is there under the rule `contained`. */
export interface OverlapReference {
  matches: (text: string) => readonly OverlapMatch[];
  containment: ContainmentInstruments | null;
}

const wide: WideLook<'overlap', OverlapReference> = {
  as: (config) =>
    config.rule === 'contained'
      ? { ...config, ...NO_MORE, window: 8, ...floorsOf(config) }
      : { ...config, ...NO_MORE, contained: 1, fingerprints: 1 },
  look: (config, { matches, containment }) =>
    config.rule === 'contained' ? byContainment(config, containment) : byNgrams(config, matches),
  judge(outcome, config) {
    if (config.mode === 'off') return KEPT;
    const effect = config.mode;
    const found = findingsOf(outcome);
    if (config.rule !== 'contained') return outcomeOf(found.map((finding) => ({ finding, effect })));
    const { overlap: closest, review } = judgeContained(
      found.map(({ raw }) => raw as ContainedRaw),
      config,
    );
    return outcomeOf([
      ...(closest === null ? [] : [{ finding: closest, effect }]),
      ...review.map((finding) => ({ finding, effect: 'note' }) as const),
    ]);
  },
};

/** What a wide look does not ask about. */
const NO_MORE = { mode: 'drop', review: 0 } as const;
/** Shares below which a match is not even kept to be judged later, unless a recipe asks for less. */
const SHARES = [0.3, 0.05] as const;
const PRINTS = [0.05, 0] as const;

const floorsOf = ({ contained, fingerprints, review }: ConfigOf<'overlap'>) => ({
  contained: tierBelow(SHARES, contained - review),
  fingerprints: tierBelow(PRINTS, fingerprints - review),
});

type Look = ReturnType<typeof wide.look>;

function byNgrams({ window }: ConfigOf<'overlap'>, matches: OverlapReference['matches']): Look {
  return (_candidate, text) => {
    const found = matches(text);
    return found.length === 0 ? KEPT : seen([findingOf(found, window)]);
  };
}

/** Every match as a finding of its own, to be judged later. */
function byContainment(config: ConfigOf<'overlap'>, containment: ContainmentInstruments | null): Look {
  if (containment === null) throw new RangeError('the rule contained needs an index of containment');
  return (candidate, text) => seen(lookContained(candidate, text, config, containment).map(unjudged));
}

const unjudged = (raw: ContainedRaw): Finding => ({
  reason: 'benchmark-overlap',
  evidence: {},
  margin: null,
  raw,
});

/** A window one word longer than the longest shared run, or a share above all that are there. */
function* turns({ findings }: Dropped): Generator<Setting[]> {
  const evidence = findings[0]?.evidence ?? {};
  if (typeof evidence.turnsAt === 'number') yield [{ key: 'contained', value: evidence.turnsAt }];
  if (typeof evidence.longestRun === 'number' && evidence.longestRun < 64)
    yield [{ key: 'window', value: evidence.longestRun + 1 }];
  if (
    evidence.turnsAt === null &&
    typeof evidence.needed === 'number' &&
    typeof evidence.containment === 'number' &&
    evidence.containment < 1
  )
    yield [{ key: 'fingerprints', value: Math.ceil(evidence.containment * 10_000 + 1) / 10_000 }];
}

/**
 * Rule `any-ngram`: drops a question that shares `window` words in a row with any benchmark question.
 * Source: 8-gram decontamination of s1 (arXiv:2501.19393 section 2.1; data/decontaminate_util.py): lower
 * case, split on white space, any shared n-gram, fewer words than the window never match.
 * Differs: s1 also filters each source against the sources before it, so that its result hangs on their
 * order; here only benchmarks are looked at, and repeated questions are the duplicates stage's business.
 * Evidence: the closest benchmark question, the shared words and where they stand, and up to four others.
 * Margin: the longest shared run of words less the window, so 0 is the narrowest drop.
 *
 * Rule `contained`: drops a question in whose prompt or solution a benchmark question stands (overlap/judge.ts);
 * a borderline case is kept with a note, and what a person ruled is kept to. Margin: share less the share needed.
 */
export const overlap: TextStage<'overlap', OverlapReference> = {
  name: 'overlap',
  shape: 'each',
  over: 'text',
  notApplied: (_config, facts) =>
    facts.benchmarkItems > 0
      ? null
      : { why: 'there is no benchmark to compare with', mend: 'winnow benchmarks add FILE' },
  prepare: lookAndJudge(wide),
  wide,
  turns,
};

function findingOf(found: readonly OverlapMatch[], window: number): Finding {
  const [first, ...rest] = found;
  if (first === undefined) throw new RangeError('a finding needs a match');
  const evidence: Record<string, unknown> = {
    benchmark: first.set,
    itemId: first.id,
    sharedWords: first.sharedWords,
    containment: round(first.containment),
    spans: first.spans,
    longestRun: longestRun(found),
  };
  if (rest.length > 0) {
    evidence.others = rest.slice(0, OTHERS).map((match) => ({
      benchmark: match.set,
      itemId: match.id,
      sharedWords: match.sharedWords,
      containment: round(match.containment),
    }));
    evidence.matches = found.length;
  }
  return { reason: 'benchmark-overlap', evidence, margin: longestRun(found) - window };
}

/** The longest shared run over all matches. Unit: words. */
const longestRun = (found: readonly OverlapMatch[]): number =>
  found.reduce(
    (longest, { spans }) => spans.reduce((most, span) => Math.max(most, wordCount(span.text)), longest),
    0,
  );

const wordCount = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

const round = (share: number): number => Math.round(share * 10_000) / 10_000;
