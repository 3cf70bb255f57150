import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import { WinnowError } from '../../../shared/error.ts';
import type { StoredRelease } from '../../db/releases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { RELEASES, releaseFolder } from '../find-folder.ts';
import { type FolderReader, readFolder } from '../verify/folder.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** What is compared of a row; null (or nothing) where it is not known. */
const rowSchema = Type.Object({
  line: Type.Integer(),
  split: Type.Optional(nullable(Type.String())),
  lines: Type.Record(Type.String(), Type.String()),
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  licenseDeclared: nullable(Type.String()),
  licenseConcluded: Type.Optional(nullable(Type.Object({ spdx: Type.String() }))),
  contentSha256: nullable(Type.String()),
  version: nullable(Type.Integer()),
  rank: nullable(Type.Integer()),
  trace: Type.Object({ id: Type.String() }),
  reviews: Type.Optional(Type.Unknown()),
});
export type ReleasedLine = Static<typeof rowSchema>;

const manifestSchema = Type.Object({ releaseId: Type.String() });
const ajv = new Ajv();
const isRow = ajv.compile<ReleasedLine>(rowSchema);
const isManifest = ajv.compile<{ releaseId: string }>(manifestSchema);

/** A release as it is compared. */
export interface Compared {
  releaseId: string;
  /** What the workspace knows of it; undefined where it was made in another one. */
  stored: StoredRelease | undefined;
  rows: ReleasedLine[];
}

/**
 * A release by its id, or by the folder that it lies in.
 * @throws WinnowError `not-found`, `bad-input` for a folder that is no release
 */
export function readReleased(workspace: Workspace, named: string): Compared {
  const stored = workspace.releases.byId(named);
  if (stored === undefined) return fromFolder(workspace, readFolder(named), named);
  const folder = releaseFolder(workspace.dir, stored.id);
  if (folder === null) return { releaseId: stored.id, stored, rows: storedRows(workspace, stored) };
  return fromFolder(workspace, readFolder(join(workspace.dir, RELEASES, folder)), folder);
}

function fromFolder(workspace: Workspace, folder: FolderReader, name: string): Compared {
  const { releaseId } = manifestOf(folder, name);
  const rows = textOf(folder, 'provenance.jsonl', name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      const row = jsonOf(line);
      if (isRow(row)) return row;
      throw new WinnowError(
        'bad-input',
        `${name}/provenance.jsonl, line ${i + 1}: this is no row of a release; see what "winnow verify" says of it.`,
      );
    });
  return { releaseId, stored: workspace.releases.byId(releaseId), rows };
}

function manifestOf(folder: FolderReader, name: string): { releaseId: string } {
  const manifest = jsonOf(textOf(folder, 'manifest.json', name));
  if (isManifest(manifest)) return manifest;
  throw new WinnowError('bad-input', `${name}/manifest.json names no release; name the folder of one.`);
}

function textOf(folder: FolderReader, file: string, name: string): string {
  if (!folder.files.includes(file))
    throw new WinnowError('bad-input', `${name} holds no ${file}: it is not the folder of a release.`);
  return folder.read(file).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the workspace itself knows of the rows of a release whose folder lies elsewhere. */
function storedRows({ releases, releaseLines, questions }: Workspace, { id }: StoredRelease): ReleasedLine[] {
  return releases.rows(id).map(({ line, question, trace }) => {
    const { source = '', externalId = null } = questions.byId(question) ?? {};
    const lines = releaseLines.of(id, line).filter(({ part }) => part !== 'provenance');
    return {
      line,
      split: null,
      lines: Object.fromEntries(lines.map(({ part, sha256 }) => [part, sha256])),
      questionId: question,
      externalId,
      source,
      licenseDeclared: null,
      contentSha256: null,
      version: null,
      rank: null,
      trace: { id: trace },
    };
  });
}
