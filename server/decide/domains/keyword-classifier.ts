import { WinnowError } from '../../../shared/error.ts';
import type { DomainsFile, Keywords } from './files.ts';
import { phraseSet } from './phrases.ts';
import { pluralOf } from './plurals.ts';

/** What a classifier says of a text. */
export interface Guess {
  /** A code of the taxonomy, or null where it can not tell. */
  code: string | null;
  /** Probability that the likeliest code is right; null where the classifier has no idea of it. */
  confidence: number | null;
}

/** Says what domain a text is of. Pure. @param source where the question is from */
export type Classifier = (text: string, source: string) => Guess;

/** What the first hit of a keyword adds to its domain. Unit: points. */
const POINTS: Readonly<Record<keyof Keywords, number>> = { sure: 4, strong: 2, fair: 1, weak: 0.5 };
const STRENGTHS = ['sure', 'strong', 'fair', 'weak'] as const;
/** What the first, second and third hit of a keyword add, as a share of its points; later ones add nothing. */
const SHARES = [1, 0.5, 0.25];
/** With fewer points than this no domain is named. Unit: points. */
const LEAST = 1;

/** A keyword of one domain; `domain` is a place in the list of domains, by code. */
interface Vote {
  keyword: number;
  domain: number;
  points: number;
}

/** The points of each domain in a text, in the order of the codes. The array is valid until the next call. */
export type KeywordPoints = (text: string) => Float64Array;

/**
 * Each domain gets the points of its keywords that are in the text. Keywords are words, phrases of words, LaTeX
 * commands and runs of Chinese characters; their regular English plurals count as they do. Linear in the text.
 * @throws WinnowError `bad-input` for a keyword that no text can match, or one listed twice for a domain
 */
export function keywordPoints({ domains }: Pick<DomainsFile, 'domains'>): KeywordPoints {
  const { find, votes, keywords } = ballot(byCode(domains));
  const points = new Float64Array(domains.length);
  const hits = new Uint8Array(keywords); // both are blank between texts; 59,029 new ones would cost more
  const counted: number[] = [];
  return (text) => {
    points.fill(0);
    find(text, (phrase) => {
      for (const vote of votes[phrase] ?? []) {
        const share = SHARES[hits[vote.keyword] ?? 0];
        if (share === undefined) continue;
        hits[vote.keyword]! += 1;
        points[vote.domain]! += vote.points * share;
        counted.push(vote.keyword);
      }
    });
    for (const keyword of counted) hits[keyword] = 0;
    counted.length = 0;
    return points;
  };
}

/** A plain classifier: the domain with the most points wins, the smaller code where two are level. */
export function keywordClassifier(files: Pick<DomainsFile, 'domains'>): (text: string) => string | null {
  const codes = byCode(files.domains).map(({ code }) => code);
  const pointsOf = keywordPoints(files);
  return (text) => codes[best(pointsOf(text))] ?? null;
}

export const byCode = (domains: DomainsFile['domains']): DomainsFile['domains'] =>
  [...domains].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The place of the most points, the first where several are level; -1 where there are too few. */
function best(points: Float64Array): number {
  let place = -1;
  let most = 0;
  for (let at = 0; at < points.length; at += 1) {
    const got = points[at] ?? 0;
    if (got <= most) continue;
    most = got;
    place = at;
  }
  return most < LEAST ? -1 : place;
}

/** The phrases of all domains, and for each the votes that it gives. */
function ballot(domains: DomainsFile['domains']) {
  const phrases = phraseSet();
  const votes: Vote[][] = [];
  const plurals: [string, Vote][] = [];
  for (const [domain, { code, keywords }] of domains.entries()) {
    for (const strength of STRENGTHS) {
      for (const phrase of keywords[strength]) {
        const vote = { keyword: plurals.length, domain, points: POINTS[strength] };
        if (!cast(phrase, vote)) throw badKeyword(code, phrase);
        plurals.push([phrase, vote]);
      }
    }
  }
  for (const [phrase, vote] of plurals) {
    const plural = pluralOf(phrase);
    if (plural !== null) cast(plural, vote); // a plural that is listed itself keeps its own points
  }
  return { find: phrases.find, votes, keywords: plurals.length };

  /** False where the phrase can not be matched, or votes for the domain already. */
  function cast(phrase: string, vote: Vote): boolean {
    const id = phrases.add(phrase);
    if (id === null) return false;
    votes[id] ??= [];
    if (votes[id].some(({ domain }) => domain === vote.domain)) return false;
    votes[id].push(vote);
    return true;
  }
}

const badKeyword = (code: string, phrase: string): WinnowError =>
  new WinnowError(
    'bad-input',
    `taxonomy, domain ${code}: the keyword ${JSON.stringify(phrase)} is there twice or can not be matched; leave it out, or write it as words, a LaTeX command or characters without digits and stops.`,
  );
