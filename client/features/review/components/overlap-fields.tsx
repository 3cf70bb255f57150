import type { QueueDraft } from '../queue-draft.ts';
import { Whole } from './inputs.tsx';

/** How many people judge an item, and whether more do where what they say is not sure. */
export function OverlapFields({
  draft,
  onChange,
}: {
  draft: QueueDraft;
  onChange: (changes: Partial<QueueDraft>) => void;
}) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Whole
          label={draft.isRaising ? 'People per item, at first' : 'People per item'}
          min={1}
          max={20}
          value={draft.people}
          onChange={(people) => onChange({ people })}
        />
        <Whole
          label="Share of the items, in percent"
          min={0}
          max={100}
          value={Math.round(100 * draft.share)}
          onChange={(percent) => onChange({ share: percent / 100 })}
        />
      </div>
      <label className="flex items-start gap-2 text-13">
        <input
          type="checkbox"
          className="mt-0.5"
          checked={draft.isRaising}
          onChange={({ target }) => onChange({ isRaising: target.checked, people: target.checked ? 1 : 2 })}
        />
        <span>
          Ask more people where the verdict is not sure
          <span className="block text-12 text-muted">
            Most where people differ and where few have judged the same items; no more once enough verdicts
            can be expected to hold.
          </span>
        </span>
      </label>
      {draft.isRaising && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Whole
            label="Most people per item"
            min={2}
            max={20}
            value={draft.upTo}
            onChange={(upTo) => onChange({ upTo })}
          />
          <Whole
            label="Verdicts that must hold, in percent"
            min={50}
            max={99}
            value={Math.round(100 * draft.sure)}
            onChange={(percent) => onChange({ sure: percent / 100 })}
          />
        </div>
      )}
    </>
  );
}
