import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedFile } from '../../server/db/imports.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { RecordSink } from '../../server/intake/readers/options.ts';
import { readRecords } from '../../server/intake/readers/read.ts';
import { writeJson } from '../../server/intake/records/json.ts';
import type { Rejection } from '../../shared/schemas/import.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

/** Writes a file into a folder of its own. @returns its path */
export function fileOf(name: string, content: string | Uint8Array): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

/** JSON Lines of values. */
export const jsonLines = (...values: unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** What reading a file found: records as JSON text, and faults, with their places. */
export interface Found {
  records: { line: number; byte: number; text: string }[];
  faults: { line: number; byte: number; reason: string }[];
}

/** Reads one file as an import does, by the defaults but for what is said. */
export async function readFile(
  path: string,
  options: {
    format?: 'json' | 'csv' | 'tsv' | 'parquet' | 'jsonl';
    encoding?: string;
    records?: string;
  } = {},
): Promise<Found> {
  const found: Found = { records: [], faults: [] };
  const sink: RecordSink = {
    record: (record, line, byte) => found.records.push({ line, byte, text: writeJson(record) }),
    reject: ({ line, byte, fault }) => found.faults.push({ line, byte, reason: fault.reason }),
  };
  const read = {
    format: options.format ?? ('auto' as const),
    encoding: options.encoding ?? 'utf-8',
    records: options.records ?? null,
    isHeader: (names: readonly string[]) => names.includes('question'),
    scratch: temporaryFolder(),
  };
  await readRecords(path, read, {}, sink);
  return found;
}

/** The texts of the records of a file. */
export const recordsIn = async (...args: Parameters<typeof readFile>): Promise<string[]> =>
  (await readFile(...args)).records.map(({ text }) => text);

/** Rejections without their files and messages. */
export const places = (rejections: readonly Rejection[]): string[] =>
  rejections.map(({ line, byte, reason }) => `${line} @${byte} ${reason}`);

/** What a workspace holds, as far as an import can change it. */
export function contents(workspace: Workspace): {
  questions: number;
  imports: number;
  events: number;
  sources: number;
} {
  return {
    questions: [...workspace.questions.names()].length,
    imports: workspace.imports.all().length,
    events: workspace.events.count(),
    sources: workspace.sources.all().length,
  };
}

/** The data of every event, by type. */
export const eventsOf = (workspace: Workspace): { type: string; subject: string; data: unknown }[] =>
  workspace.events.all().map(({ body }) => {
    const { type, subject, data } = JSON.parse(Buffer.from(body).toString('utf8')) as {
      type: string;
      subject: string;
      data: { files?: ImportedFile[] };
    };
    return { type, subject, data };
  });
