import { type ReactNode, useId } from 'react';

/** A line of text to be filled in, or several, with its name over it, and what is wrong with it below. */
export function Field({
  name,
  value,
  onChange,
  fault,
  hint,
  placeholder,
  unit,
  rows,
  mode = 'text',
}: {
  name: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
  hint?: string;
  placeholder?: string;
  /** Stands before the value, such as $. */
  unit?: string;
  /** Lines that are shown; one where nothing is said. */
  rows?: number;
  mode?: 'text' | 'numeric' | 'decimal' | 'url';
}) {
  const id = useId();
  const said = fault ?? hint;
  const shared = {
    id,
    value,
    placeholder,
    'aria-invalid': fault !== undefined,
    'aria-describedby': said === undefined ? undefined : `${id}-said`,
    className: `w-full min-w-0 rounded-ui border bg-raised pr-2.5 text-13 tabular-nums placeholder:text-faint hover:border-line-strong ${unit === undefined ? 'pl-2.5' : 'pl-6'} ${fault === undefined ? 'border-line' : 'border-warn'} ${rows === undefined ? 'h-8' : 'py-1.5'}`,
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
        {name}
      </label>
      <span className="relative flex">
        {unit !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-13 text-muted">
            {unit}
          </span>
        )}
        {rows === undefined ? (
          <input
            {...shared}
            type="text"
            inputMode={mode}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
        )}
      </span>
      {said !== undefined && (
        <p id={`${id}-said`} className={`mt-1 text-12 ${fault === undefined ? 'text-muted' : 'text-warn'}`}>
          {said}
        </p>
      )}
    </div>
  );
}

/** Something that is so, or is not. */
export function Check({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer items-start gap-2 text-13">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.75 size-3.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
