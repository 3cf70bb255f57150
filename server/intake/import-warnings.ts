import type { RejectionReason } from '../../shared/vocabulary/rejections.ts';
import type { Rejections } from './rejections.ts';
import type { Tally } from './tally.ts';

export interface WarningFacts {
  tally: Tally;
  rejections: Rejections;
  /** Names of files that held nothing. */
  empty: readonly string[];
  /** Sample sources that were set aside. */
  aside: readonly string[];
}

/** What a user should know about an import beside its counts; a line each. */
export function importWarnings({ tally, rejections, empty, aside }: WarningFacts): string[] {
  const warnings: string[] = [];
  if (aside.length > 0) {
    warnings.push(
      `The ${aside.length} sample sources were set aside, now that there are questions of your own; "sources include NAME" brings one back.`,
    );
  }
  if (empty.length > 0) warnings.push(`Empty: ${empty.join(', ')}.`);
  if (tally.presentOtherwise > 0) {
    const records = tally.presentOtherwise === 1 ? '1 record is' : `${tally.presentOtherwise} records are`;
    warnings.push(
      `${records} already there with another licence, level, subject or meta; what was there first stays.`,
    );
  }
  const hint = rejections.total > 0 && tally.imported + tally.present === 0 ? nothingTaken(rejections) : null;
  if (hint !== null) warnings.push(hint);
  return warnings;
}

const HINTS: Partial<Record<RejectionReason, string>> = {
  'missing-question':
    'No record has a question by a name that is known; name its field with --map question=FIELD.',
  'invalid-utf8': 'No record is UTF-8; name the encoding of the files, as in --encoding windows-1252.',
  'not-json': 'No record is JSON; where the files are something else, say so with --format.',
};

function nothingTaken(rejections: Rejections): string | null {
  const reason = rejections.first[0]?.reason;
  const alike = rejections.first.every((rejection) => rejection.reason === reason);
  return reason !== undefined && alike ? (HINTS[reason] ?? null) : null;
}
