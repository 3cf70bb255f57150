/** For whom a release is meant: what it makes of open flags decides whether there is one. */
export const POLICIES = {
  strict: 'may be published: every source, teacher and review in order',
  'research-only': 'for research: terms that forbid commercial use are shown and kept',
  internal: 'for internal use only: nothing is handed on',
} as const;

export type PolicyName = keyof typeof POLICIES;
export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[];
