import { WinnowError } from '../../../shared/error.ts';
import type { DomainsFile, Keywords } from './files.ts';
import { phraseSet } from './phrases.ts';
import { pluralOf } from './plurals.ts';

/** Says what domain a text is of: a code of the taxonomy, or null where it can not tell. Pure. */
export type Classifier = (text: string) => string | null;

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

/**
 * A plain classifier: each domain gets the points of its keywords that are in the text, and the one with the
 * most wins, the smaller code where two are level. Keywords are words, phrases of words, LaTeX commands and
 * runs of Chinese characters; their regular English plurals count as they do. Linear in the text.
 * @throws WinnowError `bad-input` for a keyword that no text can match, or one listed twice for a domain
 */
export function keywordClassifier({ domains }: Pick<DomainsFile, 'domains'>): Classifier {
  const sorted = [...domains].sort((a, b) => (a.code < b.code ? -1 : 1));
  const { find, votes, keywords } = ballot(sorted);
  const points = new Float64Array(sorted.length);
  const hits = new Uint8Array(keywords); // both are blank between texts; 59,029 new ones would cost more
  return (text) => {
    const counted: Vote[] = [];
    find(text, (phrase) => {
      for (const vote of votes[phrase] ?? []) {
        const share = SHARES[hits[vote.keyword] ?? 0];
        if (share === undefined) continue;
        hits[vote.keyword]! += 1;
        points[vote.domain]! += vote.points * share;
        counted.push(vote);
      }
    });
    const code = sorted[best(points)]?.code ?? null;
    for (const { keyword } of counted) hits[keyword] = 0;
    points.fill(0);
    return code;
  };
}

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
