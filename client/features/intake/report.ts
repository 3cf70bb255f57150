import type { ImportReport } from '../../../shared/schemas/import.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';

/** What the import of a job replied, as far as it is shown. */
export interface Told {
  importId: string | null;
  imported: number;
  superseded: number;
  alreadyPresent: number;
  rejected: number;
  /** How many for each reason, most often first. */
  rejectedFor: (readonly [reason: string, count: number])[];
  warnings: string[];
  sources: { name: string; records: number; licenseDeclared: string | null }[];
}

/** The reply in a job that is done; null for any other. */
export function toldBy(job: JobItem | null | undefined): Told | null {
  if (job?.state !== 'done' || typeof job.result !== 'object' || job.result === null) return null;
  const result = job.result as Partial<ImportReport>; // what our own command wrote
  return {
    importId: result.importId ?? null,
    imported: result.imported ?? 0,
    superseded: result.superseded ?? 0,
    alreadyPresent: result.alreadyPresent ?? 0,
    rejected: result.rejected ?? 0,
    rejectedFor: Object.entries(result.rejectedFor ?? {}).sort((a, b) => b[1] - a[1]),
    warnings: result.warnings ?? [],
    sources: result.sources ?? [],
  };
}
