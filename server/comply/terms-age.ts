import type { TermsEntry } from '../../shared/schemas/terms.ts';
import { type Finding, finding } from './flag.ts';
import { orderedJson } from './ordered-json.ts';
import type { TermsRegistry } from './shipped.ts';
import { supersededBy } from './terms.ts';

const DAY_MS = 86_400_000;

/** Days after which an entry must have been looked at again. Source: 30 before a call, 90 before a release. */
export const STALE_AFTER_DAYS = { request: 30, release: 90 } as const;

/**
 * TERMS_SNAPSHOT_STALE for each entry that was not checked again in time. An entry may set itself a shorter time;
 * the licence that came with weights is never due.
 * @param at RFC 3339
 */
export function staleTerms(
  entries: readonly TermsEntry[],
  at: string,
  phase: 'request' | 'release',
): Finding[] {
  return entries.flatMap(({ id, reviewed_at: checked, review_due_days: due }) => {
    if (due === null) return [];
    const limit = phase === 'release' ? STALE_AFTER_DAYS.release : Math.min(due, STALE_AFTER_DAYS.request);
    const days = Math.floor((Date.parse(at) - Date.parse(checked)) / DAY_MS);
    if (days <= limit) return [];
    // A flag about a release names no day, so that it is the same flag tomorrow.
    const evidence = phase === 'release' ? {} : { days };
    return [
      finding(phase, 'TERMS_SNAPSHOT_STALE', { last_checked: checked, ...evidence, limit_days: limit }, [id]),
    ];
  });
}

/**
 * TERMS_CHANGED_SINCE_COLLECTION for each entry that was relied on and whose document has another set of clauses
 * by now; for the gate of a release.
 * @param refs ids of the entries that were in force when the model was asked
 * @param at RFC 3339
 */
export function changedTerms(registry: TermsRegistry, refs: readonly string[], at: string): Finding[] {
  return refs.flatMap((ref) => {
    const then = registry.entries.find(({ id }) => id === ref);
    const now = then === undefined ? undefined : inForce(registry, then, at);
    if (then === undefined || now === undefined || now === then) return [];
    const diff = clauseDiff(then, now);
    if (diff === null) return [];
    return [
      finding('release', 'TERMS_CHANGED_SINCE_COLLECTION', { before: then.id, after: now.id, ...diff }, [
        then.id,
        now.id,
      ]),
    ];
  });
}

function inForce(registry: TermsRegistry, entry: TermsEntry, at: string): TermsEntry {
  const next = supersededBy(registry, entry);
  return next === null || (next.effective ?? '') > at.slice(0, 10) ? entry : inForce(registry, next, at);
}

/** Ids of clauses that were added, removed or put otherwise; null where the clauses are the same. */
export function clauseDiff(then: TermsEntry, now: TermsEntry) {
  const before = new Map(then.clauses.map((clause) => [clause.id, orderedJson(clause)]));
  const after = new Map(now.clauses.map((clause) => [clause.id, orderedJson(clause)]));
  const added = [...after.keys()].filter((id) => !before.has(id));
  const removed = [...before.keys()].filter((id) => !after.has(id));
  const altered = [...after.keys()].filter((id) => before.has(id) && before.get(id) !== after.get(id));
  return added.length + removed.length + altered.length === 0 ? null : { added, removed, altered };
}
