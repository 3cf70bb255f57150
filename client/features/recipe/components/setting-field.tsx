import { useId, useState } from 'react';
import { valueSaid } from '../causes.ts';
import type { Placed } from '../draft.ts';
import { isEqual } from '../draft.ts';
import { SettingControl } from './setting-control.tsx';

/** One setting: its name, its value, what it means, and the way back to what it was. */
export function SettingField({
  placed: { place, setting, value },
  before,
  fault,
  onChange,
}: {
  placed: Placed;
  /** Its value in the run that this is held against; undefined where that has no such setting. */
  before: unknown;
  fault: string | undefined;
  onChange: (place: string, value: unknown) => void;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const isChanged = !isEqual(before, value);
  const { label, help, unit, source, byDefault } = setting;
  return (
    <div className={`border-l-2 py-2 pl-3 ${isChanged ? 'border-accent' : 'border-transparent'}`}>
      <div className="flex min-h-6 items-center gap-1.5">
        <label htmlFor={id} className={`text-13 ${isChanged ? 'font-medium' : ''}`}>
          {label}
        </label>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={`${id}-help`}
          onClick={() => setOpen(!isOpen)}
          className="inline-flex size-6 items-center justify-center rounded-ui text-12 text-faint hover:bg-sunken hover:text-ink"
        >
          ?<span className="sr-only"> What {label.toLowerCase()} is</span>
        </button>
        {isChanged && before !== undefined && (
          <button
            type="button"
            className="text-link ml-auto text-12"
            onClick={() => onChange(place, before)}
            aria-label={`Put ${label.toLowerCase()} back to ${valueSaid(before)}`}
          >
            was {valueSaid(before)}
          </button>
        )}
      </div>
      <SettingControl
        id={id}
        setting={setting}
        value={value}
        fault={fault}
        onChange={(next) => onChange(place, next)}
      />
      {fault !== undefined && (
        <p id={`${id}-fault`} className="mt-1 text-12 text-warn">
          {fault}
        </p>
      )}
      <div id={`${id}-help`} hidden={!isOpen} className="mt-1.5 text-12 text-muted">
        <p className="max-w-[65ch]">{help}</p>
        <p className="mt-1">
          {unit !== null && <>Unit: {unit}. </>}
          {byDefault !== undefined && <>Default: {valueSaid(byDefault)}. </>}
          {source !== null && <>Source: {source}.</>}
        </p>
      </div>
    </div>
  );
}
