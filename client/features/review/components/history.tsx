import { oneLine } from '../../../lib/format.ts';
import type { Said } from '../history-store.ts';

/** The last judgements; each can be reopened. */
export function History({ said, onReopen }: { said: readonly Said[]; onReopen: (one: Said) => void }) {
  if (said.length === 0) return null;
  return (
    <section aria-label="Your last judgements">
      <h2 className="mb-1 text-12 font-medium text-muted">Your last judgements</h2>
      <ol className="text-13">
        {said.map((one) => (
          <li key={one.reviewId} className="flex items-center gap-2 border-b border-line py-1">
            <span className="w-14 shrink-0 text-muted">{one.decision}</span>
            <span className="min-w-0 flex-1 truncate">{oneLine(one.item.question).slice(0, 120)}</span>
            <button type="button" className="quiet shrink-0" onClick={() => onReopen(one)}>
              Reopen
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
