import type { Hash } from 'node:crypto';
import type { LicenceTable } from '../comply/licence-table.ts';
import type { SourceRow } from '../comply/source-findings.ts';
import type { ImportedFile } from '../db/imports.ts';
import type { RaisedFlag } from '../db/raise-flags.ts';
import type { Workspace } from '../db/workspace.ts';
import type { ImportOptions } from './import-options.ts';
import type { JsonObject } from './records/json.ts';
import type { Rejections } from './rejections.ts';
import type { QuestionStore } from './store.ts';
import type { Tally } from './tally.ts';

export interface ImportEffects {
  progress?(p: { file: string; bytes: number; total: number; records: number }): void;
  signal?: AbortSignal;
  /** The record as it is to be taken; null: it is passed over. */
  shape?: (record: JsonObject) => JsonObject | null;
  /** What flags of sources are told by; without it none is raised here, and the gate of a release raises them. */
  licences?: LicenceTable;
}

/** What an import in progress knows. */
export interface ImportWork {
  workspace: Workspace;
  importId: string;
  options: ImportOptions;
  effects: ImportEffects;
  tally: Tally;
  rejections: Rejections;
  store: QuestionStore;
  files: ImportedFile[];
  empty: string[];
  /** What was stored says of its source, each kind of row once. */
  origins: Map<string, SourceRow>;
  /** What looks like personal data in a question that was stored. */
  personal: RaisedFlag[];
  /** Hash over the record hashes of what was stored, in order. */
  rows: Hash;
}
