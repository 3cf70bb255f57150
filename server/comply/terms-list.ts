import type { TermsItem } from '../../shared/schemas/compliance.ts';
import type { TermsEntry } from '../../shared/schemas/terms.ts';
import type { TermsRegistry } from './shipped.ts';
import { supersededBy } from './terms.ts';
import { clauseDiff, staleTerms } from './terms-age.ts';

/** Entries of the registry as they are on a day, each with how its clauses differ from the version before. Pure. */
export function termsItems(registry: TermsRegistry, at: string): Omit<TermsItem, 'captured'>[] {
  const before = new Map<string, TermsEntry>();
  for (const entry of registry.entries) {
    const next = supersededBy(registry, entry);
    if (next !== null) before.set(next.id, entry);
  }
  const hasBegun = (entry: TermsEntry | null) => entry !== null && (entry.effective ?? '') <= at.slice(0, 10);
  return registry.entries.map((entry) => {
    const next = supersededBy(registry, entry);
    const earlier = before.get(entry.id);
    const diff = earlier === undefined ? null : clauseDiff(earlier, entry);
    const { id, kind, provider, service, instrument, url, effective, reviewed_at: reviewedAt } = entry;
    return {
      ...{ id, kind, provider, service, instrument, url, effective, reviewedAt },
      supersededBy: next?.id ?? null,
      inForce: hasBegun(entry) && !hasBegun(next),
      stale: next === null && staleTerms([entry], at, 'request').length > 0,
      clauses: entry.clauses.map(
        ({ id: clause, heading, topic, effect, binds, says, excerpt, certainty }) => ({
          ...{ id: clause, heading, topic, effect, binds, says, excerpt, certainty },
        }),
      ),
      changes: earlier === undefined || diff === null ? null : { before: earlier.id, ...diff },
    };
  });
}
