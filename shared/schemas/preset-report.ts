import type { ImportReport } from './import.ts';

/** What became of one source of a preset, beside what was published of it. */
export interface PresetRow {
  source: string;
  dataset: string;
  /** The commit that was taken; null where nothing came. */
  revision: string | null;
  /** Why nothing came, in one line; null where it did. */
  missing: string | null;
  /** Records of its files. */
  read: number;
  /** Records that the rules of the preset leave out, and those that were not drawn. */
  narrowed: number;
  notDrawn: number;
  imported: number;
  alreadyPresent: number;
  rejected: number;
  published: number | null;
  /** Questions that are there, less those that were published; null where either is unknown. */
  difference: number | null;
  license: { taken: string | null; asStated: string | null; says: string };
  /** What was done to it elsewhere and is not done here. */
  differs: readonly string[];
  /** Traces that came along; null where it has none. */
  traces: {
    imported: number;
    alreadyPresent: number;
    usable: number;
    dropped: Record<string, number>;
  } | null;
  importId: string | null;
}

/** The reply of `import --preset`. */
export interface PresetReport {
  preset: string;
  version: number;
  published: number | null;
  imported: number;
  alreadyPresent: number;
  rejected: number;
  /** Sources that did not come. */
  missing: number;
  rows: PresetRow[];
  differs: readonly string[];
  rejections: ImportReport['rejections'];
  warnings: string[];
  seconds: number;
}
