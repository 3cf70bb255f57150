/** What a policy makes of a flag, the hardest first. */
export const EFFECT_NAMES = ['block', 'attest', 'inform'] as const;
export type EffectName = (typeof EFFECT_NAMES)[number];
