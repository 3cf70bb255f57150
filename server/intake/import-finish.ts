import { WinnowError } from '../../shared/error.ts';
import type { ImportReport } from '../../shared/schemas/import.ts';
import { importWarnings } from './import-warnings.ts';
import type { ImportWork } from './import-work.ts';
import { flagQuestions } from './question-flags.ts';
import type { Rejections } from './rejections.ts';
import { setSamplesAside } from './samples.ts';
import { flagSources } from './source-flags.ts';
import { reportedSources } from './tally.ts';

/** Writes what is known only at the end: sources, the record of the import, its event. */
export function finishImport(work: ImportWork, started: number): ImportReport {
  const { workspace, tally, rejections, options, importId } = work;
  if (options.strict === true && rejections.total > 0) throw strictError(rejections);
  // An import that took nothing is on record where it rejected something: its rejections lie under its id.
  const stored = (tally.imported > 0 || rejections.total > 0) && options.dryRun !== true;
  const sources = reportedSources(tally, options.revision ?? null);
  const aside =
    tally.imported > 0
      ? setSamplesAside(
          workspace,
          sources.map(({ name }) => name),
        )
      : [];
  for (const { name } of sources) workspace.sources.add(name, importId);
  const report: ImportReport = {
    importId: stored ? importId : null,
    sources,
    imported: tally.imported,
    superseded: tally.superseded,
    alreadyPresent: tally.present,
    rejected: rejections.total,
    ...(rejections.total > 0 && { rejectedFor: rejections.reasons }),
    rejections: rejections.first,
    warnings: importWarnings({ tally, rejections, empty: work.empty, aside }),
    seconds: (workspace.now().getTime() - started) / 1000,
  };
  if (!stored) return report;
  workspace.imports.finish(importId, work.files, { ...report, rejections: [] });
  appendEvent(work, report, aside);
  flagSources(work);
  flagQuestions(work);
  return report;
}

function appendEvent(work: ImportWork, report: ImportReport, aside: readonly string[]): void {
  const { workspace, importId, options, files } = work;
  workspace.events.append({
    type: 'import.stored',
    actor: options.actor ?? 'local',
    subject: importId,
    idem: `import.stored:${importId}`,
    data: {
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      sources: report.sources.map((source) => ({ ...source })),
      imported: report.imported,
      superseded: report.superseded,
      alreadyPresent: report.alreadyPresent,
      rejected: report.rejected,
      rowsSha256: work.rows.digest('hex'),
      setAside: [...aside],
    },
  });
}

function strictError(rejections: Rejections): WinnowError {
  const [first] = rejections.first;
  const where =
    first === undefined
      ? ''
      : `; the first is ${first.file}:${first.line} (${first.reason}): ${first.message}`;
  const records =
    rejections.total === 1 ? '1 record was rejected' : `${rejections.total} records were rejected`;
  return new WinnowError('bad-input', `With --strict nothing was imported, as ${records}${where}`, {
    rejected: rejections.total,
    rejections: rejections.first,
  });
}
