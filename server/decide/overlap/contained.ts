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

/** What a look leaves behind, so that it can be judged by any limits: a match, or a ruling of a person. */
export type ContainedRaw =
  | { kind: 'text'; match: Contained; ruling: OverlapRuling | null }
  | { kind: 'print'; match: FingerprintMatch; ruling: OverlapRuling | null; border: number }
  | { kind: 'ruled'; ruling: OverlapRuling };

/**
 * What the rule `contained` sees in a question, not judged yet. It looks at the prompt and the solution together,
 * since a benchmark question may be spread.
 */
export function lookContained(
  candidate: Pick<Candidate, 'id' | 'solution'>,
  text: string,
  { fingerprints, review }: Pick<Config, 'fingerprints' | 'review'>,
  { contained, printed, rulingsOn }: ContainmentInstruments,
): ContainedRaw[] {
  const texts = candidate.solution === null ? [text] : [text, candidate.solution];
  const rulings = rulingsOn(candidate.id);
  const rulingOn = ({ set, id }: { set: string; id: string }) =>
    rulings.find((one) => one.set === set && one.id === id) ?? null;
  const matches = contained(texts).map(
    (match): ContainedRaw => ({ kind: 'text', match, ruling: rulingOn(match) }),
  );
  const prints = printed(texts.join('\n')).map(
    (match): ContainedRaw => ({ kind: 'print', match, ruling: rulingOn(match), border: text.length }),
  );
  const seen = [
    ...matches,
    ...prints.filter(
      (one) =>
        one.kind === 'print' && (one.ruling !== null || one.match.containment >= fingerprints - review),
    ),
  ];
  const ruled = rulings.filter(
    (ruling) => ruling.verdict === 'overlap' && !seen.some((one) => one.ruling === ruling),
  );
  return [...seen, ...ruled.map((ruling): ContainedRaw => ({ kind: 'ruled', ruling }))];
}

/** What the limits make of a look: overlaps in one finding, the closest first, and cases for review in a finding each. */
export function judgeContained(
  seen: readonly ContainedRaw[],
  config: Config,
): { overlap: Finding | null; review: Finding[] } {
  const judged = seen.map((one) => judgedOne(one, config)).filter((one) => one !== null);
  const of = (wanted: Judged['verdict']) =>
    judged.filter(({ verdict }) => verdict === wanted).map(({ finding }) => finding);
  return { overlap: joined(of('overlap')), review: of('review').slice(0, NOTED) };
}

function judgedOne(one: ContainedRaw, config: Config): Judged | null {
  switch (one.kind) {
    case 'text':
      return judgedText(one.match, config, one.ruling);
    case 'print':
      return judgedPrint(one.match, config, one.ruling, one.border);
    case 'ruled':
      return { verdict: 'overlap', finding: ruledFinding(one.ruling) };
  }
}

function judgedText(match: Contained, config: Config, ruling: OverlapRuling | null): Judged | null {
  const verdict = ruling === null ? judge(match, config) : ruledVerdict(ruling);
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
    turnsAt: ruling === null ? limitAbove(match) : null,
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
  ruling: OverlapRuling | null,
  border: number,
): Judged | null {
  const own = match.containment >= fingerprints ? 'overlap' : 'review';
  const verdict = ruling === null ? own : ruledVerdict(ruling);
  if (verdict === null || (ruling === null && match.containment < fingerprints - review)) return null;
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

const ruledBy = (ruling: OverlapRuling | null) =>
  ruling === null ? {} : { ruledBy: ruling.by, ruledWhy: ruling.why };

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
