/** Why somebody takes a flag upon themselves: a closed list. */
export const WAIVER_REASONS = {
  'written-permission': 'the one who may forbid it has allowed it in writing',
  'not-competing': 'what is made does not compete with the service',
  'fair-use-counsel': 'counsel takes it for fair use',
  'licence-clarified': 'the licence was cleared up with whoever gave it',
  'false-positive': 'the flag is wrong',
} as const;

export type WaiverReason = keyof typeof WAIVER_REASONS;
