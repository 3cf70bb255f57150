import type { TermsRegistry } from '../../comply/shipped.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { ReleaseFacts } from '../facts.ts';
import type { FolderWriter } from '../folder.ts';
import { attributionText } from './attribution.ts';
import { complianceText, termsFiles } from './compliance.ts';
import { croissantText } from './croissant.ts';
import { datasheetText } from './datasheet.ts';
import { euSheetText } from './eu-sheet.ts';
import { documentFacts } from './facts.ts';
import { openLineageText } from './openlineage.ts';
import { provText } from './prov.ts';
import { replayFiles } from './replay.ts';

/** Writes everything that tells of a release beside its rows, card and manifest. The data files are closed by now. */
export function writeDocuments(
  folder: FolderWriter,
  release: ReleaseFacts,
  { workspace, terms }: { workspace: Workspace; terms: TermsRegistry },
): void {
  const facts = documentFacts(release, workspace, terms);
  folder.write('DATASHEET.md', datasheetText(facts));
  folder.write('ATTRIBUTION.md', attributionText(facts));
  folder.write('EU-ARTICLE-53.md', euSheetText(facts));
  folder.write('compliance-report.json', complianceText(facts));
  folder.write('provenance.prov.json', provText(facts));
  folder.write('openlineage.ndjson', openLineageText(facts));
  for (const { path, text } of [...termsFiles(facts), ...replayFiles(release, workspace)])
    folder.write(path, text);
  folder.write('croissant.json', croissantText(facts, folder.written()));
}
