import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { NarrowRow } from '../stage.ts';

type Keep = ConfigOf<'duplicates'>['keep'];

/** What the rule looks at. */
export type KeepRow = Pick<NarrowRow, 'id' | 'license' | 'completeness'>;

/**
 * Which question of a group stays: the most complete record, then the most permissive licence, then the
 * smallest id; or by one of these first, as the recipe says. The order of the pool has no say.
 * Differs: s1 keeps whichever comes first.
 */
export function keeperOf<R extends KeepRow>(members: readonly R[], keep: Keep = 'complete'): R {
  const [first, ...rest] = members;
  if (first === undefined) throw new RangeError('a group has members');
  return rest.reduce((best, row) => (isBetter(row, best, keep) ? row : best), first);
}

function isBetter(a: KeepRow, b: KeepRow, keep: Keep): boolean {
  if (keep === 'complete' && a.completeness !== b.completeness) return a.completeness > b.completeness;
  const order = keep === 'id' ? 0 : strictness(a.license) - strictness(b.license);
  if (order !== 0) return order < 0;
  if (keep === 'licence' && a.completeness !== b.completeness) return a.completeness > b.completeness;
  return a.id < b.id;
}

/**
 * How much a declared licence asks of a user, 0 (nothing) to 6 (it is not known), by the words in it:
 * a coarse order for choosing among copies, and no statement about rights.
 */
export function strictness(license: string | null): number {
  if (license === null || license.trim() === '') return 6;
  const words = license.toLowerCase().split(/[^a-z0-9]+/);
  const says = (...any: string[]) => any.some((word) => words.includes(word));
  if (says('nd', 'noderivatives', 'noderivs')) return 5;
  if (says('nc', 'noncommercial')) return 4;
  if (license.toLowerCase().includes('non-commercial')) return 4;
  if (says('sa', 'sharealike', 'gpl', 'gfdl', 'gnu')) return 3;
  if (says('by', 'attribution')) return 2;
  if (says('cc0', 'unlicense', 'pddl')) return 0;
  return says('mit', 'apache', 'bsd', 'isc') ? 1 : 5;
}
