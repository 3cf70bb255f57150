import type { Template } from '../../shared/schemas/training.ts';
import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Choice } from './choice.ts';
import type { Format } from './formats/format.ts';
import type { Gate } from './gate.ts';
import type { WrittenRows } from './rows.ts';
import type { TrainingEstimate } from './training/report.ts';

/** What a release is, as its card and its manifest tell it. Holds no path and no date but `createdAt`. */
export interface ReleaseFacts {
  releaseId: string;
  /** RFC 3339; the only date in the folder, and it stands in the manifest alone. */
  createdAt: string;
  version: string;
  run: StoredRun;
  policy: PolicyName;
  formats: readonly Format[];
  template: Template;
  /** Said before every question in place of the template's own; undefined where nothing is. */
  system: string | undefined;
  choice: Choice;
  gate: Gate;
  written: WrittenRows;
  tokenizer: { name: string; sha256: string };
  estimate: TrainingEstimate;
  /** The key that checkpoints of this log are signed by, as a line of text. */
  vkey: string;
}
