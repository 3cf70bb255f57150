/**
 * What is known to stand in the way of a source, question, trace or release: a closed list. A flag says what is,
 * and a policy (data/policies) what follows from it. Codes and their meaning never change; a new meaning is a new
 * code. Source: the vocabulary's own table in docs/flags.md.
 */
export const FLAG_VOCABULARY = 1;

/** When a flag is raised: `request` before a call, `response` on its reply, `run` when a recipe has decided. */
export const FLAG_PHASES = ['import', 'run', 'request', 'response', 'review', 'release'] as const;
export type FlagPhase = (typeof FLAG_PHASES)[number];

export const FLAG_SUBJECTS = [
  'source',
  'question',
  'trace',
  'attempt',
  'grade',
  'label',
  'review',
  'run',
  'release',
] as const;
export type FlagSubjectType = (typeof FLAG_SUBJECTS)[number];

interface FlagWords {
  phases: readonly FlagPhase[];
  says: string;
}

/** Codes about asking a model, then about sources, then about reviews and releases. */
export const FLAGS = {
  PROVIDER_FORBIDS_COMPETING_MODEL: {
    phases: ['request'],
    says: 'The terms forbid to develop models that compete with the service.',
  },
  PROVIDER_FORBIDS_ANY_TRAINING: {
    phases: ['request'],
    says: 'The terms forbid to train any model on the output.',
  },
  PROVIDER_STUDENT_OBLIGATION: {
    phases: ['request'],
    says: 'Whoever trains on the output takes on a duty, such as a rule for the name of the student.',
  },
  TERMS_SNAPSHOT_MISSING: {
    phases: ['request', 'response'],
    says: 'No entry of the terms registry covers the call.',
  },
  TERMS_SNAPSHOT_STALE: {
    phases: ['request', 'release'],
    says: 'The entry of the terms registry was not checked again in time.',
  },
  TERMS_CHANGED_SINCE_COLLECTION: {
    phases: ['release'],
    says: 'The terms have other clauses now than when the model was asked.',
  },
  EXPERIMENTAL_MODEL: {
    phases: ['request', 'response'],
    says: 'The model is experimental or a preview, by its name or by the word of the provider.',
  },
  MODEL_VERSION_UNPINNED: {
    phases: ['request', 'response'],
    says: 'An alias was asked, or the reply names no model or another one.',
  },
  TIER_UNATTESTED: { phases: ['request'], says: 'Nobody has said whether the key is of a paid tier.' },
  UNPAID_TIER_DATA_USE: {
    phases: ['request'],
    says: 'The tier is unpaid or not known: the provider may use prompts and replies, and people may read them.',
  },
  REGION_RESTRICTED: {
    phases: ['request'],
    says: 'The terms do not allow this tier or model in the region.',
  },
  GROUNDED_OUTPUT: {
    phases: ['response'],
    says: 'A search tool was on or grounding is part of the reply; the terms forbid to learn from it.',
  },
  DISCLOSURE_RESTRICTED: { phases: ['request'], says: 'The terms bar giving the output to others.' },
  SERVER_STATE_STORED: {
    phases: ['request'],
    says: 'The provider keeps the exchange, since it was not told not to.',
  },
  SAFETY_SETTINGS_LOWERED: { phases: ['request'], says: 'The request lowers a safety threshold.' },
  PROMPT_BLOCKED: { phases: ['response'], says: 'The provider refused the prompt.' },
  SAFETY_BLOCKED: { phases: ['response'], says: 'The reply was stopped by a safety filter.' },
  RECITATION: {
    phases: ['response'],
    says: 'The reply was stopped since it recited a text that may be protected.',
  },
  CITATION_PRESENT: { phases: ['response'], says: 'The provider names sources for passages of the reply.' },
  SPII_BLOCKED: { phases: ['response'], says: 'The reply was stopped since it held personal data.' },
  PII_SUSPECTED: {
    phases: ['import', 'response', 'review'],
    says: 'A detector or a reviewer takes a passage for personal data.',
  },
  TRUNCATED: { phases: ['response'], says: 'The reply was cut.' },
  THOUGHT_SUMMARY_ONLY: {
    phases: ['response'],
    says: 'The thoughts are a summary, not the thinking itself.',
  },
  THOUGHT_MISSING: {
    phases: ['response'],
    says: 'The reply holds no thoughts, where thoughts were asked for.',
  },
  RESPONSE_EVIDENCE_INCOMPLETE: {
    phases: ['response'],
    says: 'Id, model, finish reason or time of the reply is missing.',
  },
  CLOCK_SKEW: {
    phases: FLAG_PHASES,
    says: 'A time runs back, or differs from the provider’s by more than 5 minutes.',
  },
  LICENCE_UNKNOWN: { phases: ['import'], says: 'The source declares no licence.' },
  LICENCE_NONCOMMERCIAL: { phases: ['import'], says: 'The licence forbids commercial use.' },
  LICENCE_SHAREALIKE: { phases: ['import'], says: 'What is made from it must carry the same licence.' },
  LICENCE_NODERIVS: { phases: ['import', 'release'], says: 'The licence forbids altered copies.' },
  LICENCE_INCOMPATIBLE: { phases: ['import', 'release'], says: 'Licences of rows contradict each other.' },
  LICENCE_ATTRIBUTION: { phases: ['import'], says: 'The authors must be named.' },
  LICENCE_CONFLICT: { phases: ['import', 'release'], says: 'The source states more than one licence.' },
  LICENCE_CHANGED: { phases: ['import', 'release'], says: 'The source states another licence than before.' },
  UPSTREAM_AI_TERMS: { phases: ['import'], says: 'Rows of the source were written by a model.' },
  EVAL_SPLIT_SOURCE: { phases: ['import'], says: 'Rows of the source are of a test split.' },
  TAKEDOWN_NOTICE: {
    phases: ['import', 'release'],
    says: 'Somebody has asked for the source to be taken down.',
  },
  UPSTREAM_NO_TRAIN_REQUEST: { phases: ['import'], says: 'The source asks not to be trained on.' },
  BENCHMARK_CONTAMINATED: { phases: ['import', 'release'], says: 'It overlaps with a protected benchmark.' },
  BENCHMARKS_NOT_CHECKED: { phases: ['release'], says: 'The run was compared with no benchmark.' },
  DIFFICULTY_ESTIMATED: {
    phases: ['run', 'release'],
    says: 'Difficulty was estimated, no solver was asked.',
  },
  SELF_APPROVAL: { phases: ['release'], says: 'Somebody approved what they had edited.' },
  SINGLE_REVIEWER: { phases: ['release'], says: 'One person alone has reviewed it.' },
  WAIVER_EXPIRED: { phases: ['release'], says: 'A waiver that is relied on is out of date or scope.' },
  PROVENANCE_GAP: { phases: ['release'], says: 'An event that it follows from is missing.' },
  HASH_MISMATCH: { phases: ['release'], says: 'Stored bytes are not those that were hashed.' },
} as const satisfies Record<string, FlagWords>;

export type FlagCode = keyof typeof FLAGS;
export const FLAG_CODES = Object.keys(FLAGS) as FlagCode[];

/** What a policy makes of a flag. */
export const EFFECTS = {
  block:
    'nothing is released; no waiver lifts it, only the evidence that the policy names, where it names any',
  attest: 'a named person has to take it upon themselves',
  inform: 'it is printed in the card',
} as const;
export type Effect = keyof typeof EFFECTS;
