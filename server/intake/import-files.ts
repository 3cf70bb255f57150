import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { ImportReport } from '../../shared/schemas/import.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault } from './fault.ts';
import { finishImport } from './import-finish.ts';
import { type ImportOptions, readingOf } from './import-options.ts';
import type { ImportEffects, ImportWork } from './import-work.ts';
import { stemOf } from './names.ts';
import { questionFlags } from './question-flags.ts';
import { fileSize } from './readers/bytes.ts';
import { readRecords } from './readers/read.ts';
import { identify } from './records/identity.ts';
import { draftOf } from './records/question.ts';
import { refuseOtherFile } from './rejection-file.ts';
import { gatherRejections, type Rejections } from './rejections.ts';
import { noteOrigin } from './source-flags.ts';
import { questionStore } from './store.ts';
import { count, newTally } from './tally.ts';

/**
 * Reads files of questions into the pool, all of them in one transaction: killed half way, nothing is there.
 * What can not be taken is rejected by place and reason, the rest is stored. Nothing new means nothing stored,
 * not even the record of an import.
 * @throws WinnowError `bad-input` for a file that can not be read at all, and with `strict` for any rejection;
 * `bad-usage` for options that make no sense; `stopped`; `busy`. In all cases nothing was changed.
 */
export async function importFiles(
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions = {},
  effects: ImportEffects = {},
): Promise<ImportReport> {
  const started = workspace.now().getTime();
  const reading = readingOf(workspace, options);
  for (const path of paths) await fileSize(path);
  if (options.rejected !== undefined) await refuseOtherFile(options.rejected);
  const importId = `imp-${workspace.randomHex(5)}`;
  const gathered: { rejections?: Rejections; keepAs: string | null; copyTo: string | null } = {
    keepAs: null,
    copyTo: null,
  };
  try {
    return await workspace.writeAsync(importName(paths), async (discard) => {
      const rejections = gatherRejections(join(workspace.dir, 'imports'), importId);
      gathered.rejections = rejections;
      const work = begin({ workspace, importId, options, effects, rejections });
      for (const path of paths) await importFile(work, path, reading);
      gathered.copyTo = options.rejected ?? null; // all was read, so the list is whole, whatever comes of it
      const report = finishImport(work, started);
      if (report.importId === null) discard();
      else gathered.keepAs = `${importId}.rejected.jsonl`;
      return report;
    });
  } catch (cause) {
    gathered.keepAs = null;
    throw cause;
  } finally {
    gathered.rejections?.close(gathered.keepAs, gathered.copyTo);
  }
}

const importName = (paths: readonly string[]): string =>
  paths.length === 1 ? `import of ${basename(paths[0] ?? '')}` : `import of ${paths.length} files`;

/** The import's own row comes first: its sources refer to it. */
function begin(
  given: Pick<ImportWork, 'workspace' | 'importId' | 'options' | 'effects' | 'rejections'>,
): ImportWork {
  const { workspace, importId, options } = given;
  const createdAt = workspace.now().toISOString();
  workspace.imports.insert({ id: importId, createdAt, files: [], report: NOTHING });
  return {
    ...given,
    tally: newTally(),
    store: questionStore(workspace, options.supersede === true),
    files: [],
    empty: [],
    origins: new Map(),
    personal: [],
    rows: createHash('sha256'),
  };
}

const NOTHING: ImportReport = {
  importId: null,
  sources: [],
  imported: 0,
  superseded: 0,
  alreadyPresent: 0,
  rejected: 0,
  rejections: [],
  warnings: [],
  seconds: 0,
};

async function importFile(
  work: ImportWork,
  path: string,
  reading: ReturnType<typeof readingOf>,
): Promise<void> {
  const { effects, rejections, tally } = work;
  const file = work.files.length;
  const source = work.options.source ?? stemOf(path);
  const drafting = { map: reading.map, sourceGiven: work.options.source !== undefined };
  const progress = effects.progress;
  const told =
    progress &&
    ((p: { file: string; bytes: number; total: number }) =>
      progress({ ...p, records: tally.imported + tally.present }));
  const facts = await readRecords(
    path,
    reading.read,
    { ...effects, ...(told && { progress: told }) },
    {
      record(found, line, byte) {
        const record = effects.shape === undefined ? found : effects.shape(found);
        if (record === null) return;
        const draft = draftOf(record, drafting);
        const fault = draft instanceof Fault ? draft : store(work, draft, { file, line, source });
        if (fault !== null) rejections.add(path, { line, byte, fault });
      },
      reject: (placed) => rejections.add(path, placed),
    },
  );
  work.files.push({ name: basename(path), sha256: facts.sha256, bytes: facts.bytes });
  if (facts.empty) work.empty.push(basename(path));
}

function store(
  work: ImportWork,
  draft: Exclude<ReturnType<typeof draftOf>, Fault>,
  at: { file: number; line: number; source: string },
): Fault | null {
  const source = draft.source ?? at.source;
  const license = draft.license ?? work.options.license ?? null;
  const { questionId, contentSha256, recordSha256 } = identify(source, license, draft);
  const stored = work.store({
    questionId,
    externalId: draft.externalId,
    source,
    question: draft.question,
    options: draft.options,
    answer: draft.answer,
    solution: draft.solution,
    license,
    level: draft.level,
    subject: draft.subject,
    meta: draft.meta,
    importId: work.importId,
    file: at.file,
    row: at.line,
    revision: work.options.revision ?? null,
    contentSha256,
    recordSha256,
    version: 1,
  });
  if (stored instanceof Fault) return stored;
  count(work.tally, stored, source, license);
  if (stored === 'imported' || stored === 'superseded') {
    work.rows.update(recordSha256);
    noteOrigin(work.origins, source, license, work.options.revision ?? null, draft.meta);
    work.personal.push(...questionFlags(questionId, draft));
  }
  return null;
}
