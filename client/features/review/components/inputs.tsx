import { useId } from 'react';
import { Picker } from '../../../components/picker.tsx';

const BOX = 'w-full rounded-ui border border-line bg-raised px-2.5 text-13 hover:border-line-strong';

/** A line or several of text, with its name over it and what it is below. */
export function Text({
  label,
  says,
  value,
  rows,
  pattern,
  isRequired = false,
  isCode = false,
  onChange,
}: {
  label: string;
  says?: string;
  value: string;
  /** Lines that are shown; one where nothing is said. */
  rows?: number;
  pattern?: string;
  isRequired?: boolean;
  isCode?: boolean;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const shared = {
    id,
    value,
    required: isRequired,
    'aria-describedby': says === undefined ? undefined : `${id}-says`,
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
        {label}
      </label>
      {rows === undefined ? (
        <input
          {...shared}
          type="text"
          pattern={pattern}
          onChange={({ target }) => onChange(target.value)}
          className={`h-8 ${BOX}`}
        />
      ) : (
        <textarea
          {...shared}
          rows={rows}
          spellCheck={!isCode}
          onChange={({ target }) => onChange(target.value)}
          className={`py-1.5 ${BOX} ${isCode ? 'font-mono text-12' : ''}`}
        />
      )}
      {says !== undefined && (
        <p id={`${id}-says`} className="mt-1 text-12 text-muted">
          {says}
        </p>
      )}
    </div>
  );
}

/** A whole number between two others. */
export function Whole({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
        {label}
      </label>
      <input
        id={id}
        type="number"
        required
        min={min}
        max={max}
        value={value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
        className={`h-8 tabular-nums ${BOX}`}
      />
    </div>
  );
}

/** One of several, over the whole width; what the chosen one means stands below it. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; says?: string }[];
  onChange: (value: T) => void;
}) {
  const says = options.find((one) => one.value === value)?.says;
  return (
    <div>
      <p aria-hidden="true" className="mb-1 text-12 font-medium text-muted">
        {label}
      </p>
      <Picker
        isFilter={false}
        isWide
        label={label}
        value={value}
        onChange={(chosen) => {
          const option = options.find((one) => one.value === chosen);
          if (option !== undefined) onChange(option.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Picker>
      {says !== undefined && <p className="mt-1 text-12 text-muted">{says}.</p>}
    </div>
  );
}
