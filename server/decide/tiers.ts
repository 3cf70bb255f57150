/**
 * How far a look reaches so that a limit can be moved without looking again: the first tier that is not above the
 * limit, else the last. A look further down leaves more behind, so only a limit that asks for it goes there, and all
 * limits between two tiers share one look.
 * @param tiers falling
 */
export const tierBelow = (tiers: readonly [number, ...number[]], limit: number): number =>
  tiers.find((tier) => tier <= limit) ?? tiers.at(-1) ?? tiers[0];

/** The same for a limit that finds more when it is raised. @param tiers rising */
export const tierAbove = (tiers: readonly [number, ...number[]], limit: number): number =>
  tiers.find((tier) => tier >= limit) ?? tiers.at(-1) ?? tiers[0];
