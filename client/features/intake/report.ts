import type { JobItem } from '../../../shared/schemas/job.ts';

/** A record that was not taken. */
export interface Rejected {
  file: string;
  line: number;
  reason: string;
  message: string;
}

/** What the import of a job replied, as far as it is shown. */
export interface Told {
  importId: string | null;
  imported: number;
  superseded: number;
  alreadyPresent: number;
  rejected: number;
  rejections: Rejected[];
  warnings: string[];
  sources: { name: string; records: number; licenseDeclared: string | null }[];
}

/** The reply in a job that is done; null for any other. */
export function toldBy(job: JobItem | null | undefined): Told | null {
  if (job?.state !== 'done' || typeof job.result !== 'object' || job.result === null) return null;
  const result = job.result as Partial<Told>; // what our own command wrote
  return {
    importId: result.importId ?? null,
    imported: result.imported ?? 0,
    superseded: result.superseded ?? 0,
    alreadyPresent: result.alreadyPresent ?? 0,
    rejected: result.rejected ?? 0,
    rejections: (result.rejections ?? []).map((one) => ({ ...one, file: baseName(one.file) })),
    warnings: result.warnings ?? [],
    sources: result.sources ?? [],
  };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** How often each reason stands among rejections, most often first. */
export function byReason(rejections: readonly Rejected[]): [reason: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { reason } of rejections) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
