import { Icon } from '../../../components/icons.tsx';
import { valueSaid } from '../causes.ts';
import type { Change } from '../draft.ts';

/** What is changed against the run, each with the way back. */
export function ChangeList({
  changes,
  seed,
  onBack,
  onSeedBack,
  onAll,
}: {
  /** Null where more than single settings differ. */
  changes: readonly Change[] | null;
  seed: { from: number; to: number } | null;
  onBack: (change: Change) => void;
  onSeedBack: () => void;
  onAll: () => void;
}) {
  const isNone = changes !== null && changes.length === 0 && seed === null;
  return (
    <section aria-label="Changed settings" className="-mb-4">
      {isNone ? (
        <p className="text-13 text-muted">
          Nothing is changed yet. Move a threshold on the left, or start from another recipe.
        </p>
      ) : (
        <ul className="flex flex-wrap items-center gap-1.5">
          {changes === null ? (
            <li className="text-13 text-muted">Another recipe than that of the run: its stages differ.</li>
          ) : (
            changes.map((change) => (
              <Chip
                key={change.place}
                says={`${change.place}: ${valueSaid(change.from)} → ${valueSaid(change.to)}`}
                onBack={() => onBack(change)}
              />
            ))
          )}
          {seed !== null && <Chip says={`seed: ${seed.from} → ${seed.to}`} onBack={onSeedBack} />}
          <li>
            <button type="button" className="text-link px-1 text-13" onClick={onAll}>
              Put all back
            </button>
          </li>
        </ul>
      )}
    </section>
  );
}

function Chip({ says, onBack }: { says: string; onBack: () => void }) {
  return (
    <li className="inline-flex max-w-full items-stretch rounded-ui border border-line bg-raised">
      <span className="truncate py-1 pl-2 font-mono text-12" title={says}>
        {says}
      </span>
      <button
        type="button"
        className="inline-flex min-w-6 items-center justify-center px-1.5 text-muted hover:text-ink"
        aria-label={`Put back ${says}`}
        onClick={onBack}
      >
        <Icon name="close" size={12} />
      </button>
    </li>
  );
}
