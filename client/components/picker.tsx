import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

/** A drop-down list of the browser's own, which every keyboard and phone knows how to use. */
export function Picker({
  label,
  value,
  onChange,
  isFilter = true,
  isWide = false,
  children,
}: {
  label: string;
  value: string;
  /** What is chosen stands out: something is left out by it. */
  isFilter?: boolean;
  /** As wide as there is room, so that nothing is cut. */
  isWide?: boolean;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <span
      className={`relative min-w-0 max-w-full ${isWide ? 'flex' : 'inline-flex max-sm:flex-1 max-sm:basis-36'}`}
    >
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={`h-8 min-w-0 ${isWide ? 'w-full' : 'max-w-60 max-sm:w-full max-sm:max-w-none'} appearance-none truncate rounded-ui border bg-raised pr-7 pl-2.5 text-13 max-sm:pr-6 max-sm:pl-2 hover:border-line-strong ${value === '' || !isFilter ? 'border-line text-ink' : 'border-accent font-medium text-accent'}`}
      >
        {children}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-muted">
        <Icon name="down" size={12} />
      </span>
    </span>
  );
}
