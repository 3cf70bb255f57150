import type { FlagCode, FlagPhase } from '../../shared/vocabulary/flags.ts';
import { type Evidence, evidenceOf } from './evidence.ts';

/** What was found, without whom it is about: the same finding often stands for every trace of a collection. */
export interface Finding {
  code: FlagCode;
  phase: FlagPhase;
  /** Which rule raised it, and in which version. */
  rule: { id: string; version: number };
  evidence: Evidence;
  /** Entries of the terms registry that it rests on. */
  termsRefs: readonly string[];
}

/** Version of the rules of this room; a rule that finds something else gets another. */
const RULES_VERSION = 1;

/** A finding whose evidence is whatever the caller knows, made fit to be stored. */
export const finding = (
  phase: FlagPhase,
  code: FlagCode,
  evidence: { readonly [name: string]: unknown },
  termsRefs: readonly string[] = [],
): Finding => ({
  code,
  phase,
  rule: { id: `${phase}/${code.toLowerCase().replaceAll('_', '-')}`, version: RULES_VERSION },
  evidence: evidenceOf(evidence),
  termsRefs,
});
