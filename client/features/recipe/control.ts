import type { Setting } from './schema.ts';

/** What the control of a setting is handed. */
export interface ControlProps {
  id: string;
  setting: Setting;
  value: unknown;
  fault: string | undefined;
  onChange: (value: unknown) => void;
}

export const INPUT =
  'h-8 min-w-0 rounded-ui border bg-raised px-2.5 text-13 tabular-nums placeholder:text-faint hover:border-line-strong';

/** What is said to those who do not see the line below. */
export const faultProps = (id: string, fault: string | undefined) => ({
  'aria-invalid': fault !== undefined,
  'aria-describedby': fault === undefined ? undefined : `${id}-fault`,
});
