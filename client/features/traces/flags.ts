import { FLAGS } from '../../../shared/vocabulary/flags.ts';
import { TRACE_DEFECTS, TRACE_VERDICT_DROPS } from '../../../shared/vocabulary/trace-defects.ts';

const DEFECTS: Readonly<Record<string, string>> = { ...TRACE_DEFECTS, ...TRACE_VERDICT_DROPS };
const CODES: Readonly<Record<string, { says: string }>> = FLAGS;

/** What a flag says; empty for a code that is not known here. */
export const flagSays = (code: string): string =>
  Object.hasOwn(CODES, code) ? (CODES[code]?.says ?? '') : '';

/** What a defect is; empty for one that is not known here. */
export const defectSays = (defect: string): string =>
  Object.hasOwn(DEFECTS, defect) ? (DEFECTS[defect] ?? '') : '';
