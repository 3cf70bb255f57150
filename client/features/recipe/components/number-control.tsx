import { useEffect, useState } from 'react';
import { type ControlProps, faultProps, INPUT } from '../control.ts';

/** The widest range that a slider covers; beyond it, it reaches to a few times what is usual. */
const WIDEST = 1000;

/** A number: typed exactly, or moved along where it has a range. Words that may stand for it are typed too. */
export function NumberControl({ id, setting, value, fault, onChange }: ControlProps) {
  const { words, isWhole, byDefault } = setting;
  const told = value === undefined ? '' : String(value);
  const [text, setText] = useState(told);
  useEffect(() => setText((before) => (read(before, words) === value ? before : told)), [told, value, words]);
  const range = rangeOf(setting, value);
  const border = fault === undefined ? 'border-line' : 'border-warn';
  return (
    <span className="flex items-center gap-3">
      {range !== null && (
        <input
          type="range"
          aria-label={`${setting.label}, moved along`}
          tabIndex={0}
          min={range.from}
          max={range.to}
          step={range.step}
          value={typeof value === 'number' ? value : range.from}
          disabled={typeof value === 'string'}
          title={typeof value === 'string' ? `It is "${value}"; type a number to move it along` : undefined}
          onChange={(event) => onChange(Number(event.target.value))}
          className="h-6 min-w-0 flex-1 accent-accent"
        />
      )}
      <input
        id={id}
        type="text"
        inputMode={isWhole ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={text}
        placeholder={byDefault === undefined ? 'not set' : String(byDefault)}
        onChange={(event) => {
          setText(event.target.value);
          onChange(read(event.target.value, words));
        }}
        className={`${INPUT} ${border} ${range === null ? 'w-full' : 'w-20 flex-none text-right'}`}
        {...faultProps(id, fault)}
      />
    </span>
  );
}

/** A number, one of the words, nothing, or what was typed where it is none of them. */
function read(text: string, words: readonly string[]): unknown {
  const bare = text.trim();
  if (bare === '') return undefined;
  if (words.includes(bare)) return bare;
  const number = Number(bare.replaceAll(',', ''));
  return Number.isFinite(number) ? number : bare;
}

/** From where to where a slider goes, and by which step; null where there is no range to speak of. */
function rangeOf({ least, most, isWhole, byDefault }: ControlProps['setting'], value: unknown) {
  if (least === null || most === null) return null;
  const usual = Math.max(
    typeof byDefault === 'number' ? byDefault : 0,
    typeof value === 'number' ? value / 2 : 0,
    1,
  );
  const from = least;
  const to = most - least <= WIDEST ? most : Math.min(most, Math.ceil(usual * 4));
  if (isWhole)
    return { from, to, step: Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, to - from) / 100))) };
  return { from, to, step: (to - from) / 100 >= 0.01 ? 0.01 : 0.001 };
}
