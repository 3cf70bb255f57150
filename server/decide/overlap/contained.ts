import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Contained } from '../../algorithms/containment/contained.ts';
import type { Candidate } from '../candidate.ts';
import type { Finding } from '../stage.ts';
import { judge, limitAbove, neededShare } from './judge.ts';

/** A benchmark question of which fingerprints alone are known, and its share in a text. */
export interface FingerprintMatch {
  set: string;
  id: string;
  sharedWords: number;
  containment: number;
  spans: readonly { start: number; end: number; text: string }[];
}

/** What a person ruled about a question and a benchmark question. */
export interface OverlapRuling {
  set: string;
  id: string;
  verdict: 'overlap' | 'no-overlap';
  by: string;
  why: string;
}

/** What the rule `contained` looks at texts with. */
export interface ContainmentInstruments {
  /** Items of benchmarks that stand in the texts, each with at least a share that might matter. */
  contained: (texts: readonly string[]) => readonly Contained[];
  /** Of the benchmarks that are known by fingerprints alone. */
  printed: (text: string) => readonly FingerprintMatch[];
  rulingsOn: (questionId: string) => readonly OverlapRuling[];
}

type Config = ConfigOf<'overlap'>;
type Judged = { finding: Finding; verdict: 'overlap' | 'review' };

/** How many benchmark questions are named beside the first, and how many cases for review are noted. */
const OTHERS = 4;
const NOTED = 3;

/**
 * What the rule `contained` finds in a question: overlaps in one finding, the closest first, and cases for review in
 * a finding each. It looks at the prompt and the solution together, since a benchmark question may be spread.
 */
export function findContained(
  candidate: Candidate,
  text: string,
  config: Config,
  { contained, printed, rulingsOn }: ContainmentInstruments,
): { overlap: Finding | null; review: Finding[] } {
  const texts = candidate.solution === null ? [text] : [text, candidate.solution];
  const rulings = rulingsOn(candidate.id);
  const judged = [
    ...contained(texts).map((match) => judgedText(match, config, rulings)),
    ...printed(texts.join('\n')).map((match) => judgedPrint(match, config, rulings, text.length)),
  ].filter((one) => one !== null);
  const seen = judged.map(({ finding }) => keyOf(finding.evidence));
  const ruled = rulings.filter((one) => one.verdict === 'overlap' && !seen.includes(`${one.set}/${one.id}`));
  const overlaps = [
    ...judged.filter(({ verdict }) => verdict === 'overlap').map(({ finding }) => finding),
    ...ruled.map(ruledFinding),
  ];
  return {
    overlap: joined(overlaps),
    review: judged
      .filter(({ verdict }) => verdict === 'review')
      .slice(0, NOTED)
      .map(({ finding }) => finding),
  };
}

const keyOf = (evidence: Finding['evidence']): string =>
  `${String(evidence.benchmark)}/${String(evidence.itemId)}`;

function judgedText(match: Contained, config: Config, rulings: readonly OverlapRuling[]): Judged | null {
  const ruling = rulings.find((one) => one.set === match.set && one.id === match.id);
  const verdict = ruling === undefined ? judge(match, config) : ruledVerdict(ruling);
  if (verdict === null) return null;
  const needed = neededShare(match, config);
  const evidence = {
    benchmark: match.set,
    itemId: match.id,
    sharedWords: match.sharedWords,
    containment: round(match.containment),
    spans: match.spans.map(({ part, start, end, text }) =>
      part === 0 ? { start, end, text } : { start, end, text, field: 'solution' },
    ),
    needed: round(needed),
    verdict,
    turnsAt: ruling === undefined ? limitAbove(match) : null,
    ...ruledBy(ruling),
  };
  return {
    verdict,
    finding: { reason: 'benchmark-overlap', evidence, margin: round(match.containment - needed) },
  };
}

function judgedPrint(
  match: FingerprintMatch,
  { fingerprints, review }: Config,
  rulings: readonly OverlapRuling[],
  border: number,
): Judged | null {
  const ruling = rulings.find((one) => one.set === match.set && one.id === match.id);
  const own = match.containment >= fingerprints ? 'overlap' : 'review';
  const verdict = ruling === undefined ? own : ruledVerdict(ruling);
  if (verdict === null || (ruling === undefined && match.containment < fingerprints - review)) return null;
  const evidence = {
    benchmark: match.set,
    itemId: match.id,
    sharedWords: match.sharedWords,
    containment: round(match.containment),
    spans: match.spans.map(({ start, end, text }) =>
      start <= border
        ? { start, end, text }
        : { start: start - border - 1, end: end - border - 1, text, field: 'solution' },
    ),
    needed: fingerprints,
    verdict,
    turnsAt: null,
    ...ruledBy(ruling),
  };
  const margin = round(match.containment - fingerprints);
  return { verdict, finding: { reason: 'benchmark-overlap', evidence, margin } };
}

const ruledVerdict = ({ verdict }: OverlapRuling): 'overlap' | null =>
  verdict === 'overlap' ? 'overlap' : null;

const ruledBy = (ruling: OverlapRuling | undefined) =>
  ruling === undefined ? {} : { ruledBy: ruling.by, ruledWhy: ruling.why };

/** An overlap that a person sees and the words do not show. */
const ruledFinding = (ruling: OverlapRuling): Finding => ({
  reason: 'benchmark-overlap',
  evidence: {
    benchmark: ruling.set,
    itemId: ruling.id,
    sharedWords: 0,
    containment: 0,
    spans: [],
    verdict: 'overlap',
    turnsAt: null,
    ...ruledBy(ruling),
  },
  margin: null,
});

/** One finding of several: the closest, with the others named. */
function joined(findings: readonly Finding[]): Finding | null {
  const [first, ...rest] = findings;
  if (first === undefined || rest.length === 0) return first ?? null;
  const limits = findings.map(({ evidence }) => evidence.turnsAt as number | null);
  const others = rest.slice(0, OTHERS).map(({ evidence }) => ({
    benchmark: evidence.benchmark,
    itemId: evidence.itemId,
    sharedWords: evidence.sharedWords,
    containment: evidence.containment,
  }));
  const turnsAt = limits.some((limit) => limit === null) ? null : Math.max(...limits.map(Number));
  return { ...first, evidence: { ...first.evidence, turnsAt, others, matches: findings.length } };
}

const round = (share: number): number => Math.round(share * 10_000) / 10_000;
