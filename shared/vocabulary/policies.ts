/** For whom a release is meant. The policy is recorded with it; no gate applies one before there are flags. */
export const POLICIES = {
  strict: 'may be published: every source, teacher and review in order',
  'research-only': 'for research: terms that forbid commercial use are shown and kept',
  internal: 'for internal use only: nothing is handed on',
} as const;

export type PolicyName = keyof typeof POLICIES;
export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[];
