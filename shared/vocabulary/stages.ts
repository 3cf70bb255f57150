/**
 * The stages of a recipe, in the words used everywhere. Shape says how far a stage must look
 * (DESIGN.md "Decide"): `each` one question, `group` questions that share a key, `rank` all that is left.
 */
export const STAGES = {
  wellformed: { shape: 'each', says: 'The record can be used at all: it has a question that can be asked.' },
  duplicates: { shape: 'group', says: 'The question is not asked twice in the pool.' },
  overlap: { shape: 'each', says: 'The question shares no run of words with a benchmark.' },
  evidence: { shape: 'each', says: 'Trace, domain, grades and length are at hand (the null gate of s1).' },
  quality: { shape: 'each', says: 'The text has none of the known format defects.' },
  signals: { shape: 'each', says: "Its imported signals meet the recipe's own rule." },
  difficulty: { shape: 'each', says: 'No solver answered it correctly.' },
  diversity: { shape: 'rank', says: 'Drawn by domain and length until enough are selected.' },
} as const satisfies Record<string, { shape: 'each' | 'group' | 'rank'; says: string }>;

export type StageName = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as StageName[];

/** What the difficulty stage is called where no attempt but an estimate decides. */
export const ESTIMATED = 'difficulty (estimated)';
