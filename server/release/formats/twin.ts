import { createHash } from 'node:crypto';
import type { Template } from '../../../shared/schemas/training.ts';
import type { FolderWriter } from '../folder.ts';
import { type CanonicalRow, type Format, jsonLine } from './format.ts';
import { tableWriter } from './table.ts';

/** The two files of a format, the same rows in both: JSON lines and a Parquet table. */
export function twinFiles(
  folder: FolderWriter,
  format: Format,
  { template, split, hasSystem }: { template: Template; split: string; hasSystem: boolean },
) {
  const lines = folder.open(`data/${format.name}/${split}.jsonl`);
  const bytes = folder.openBytes(`data/${format.name}/${split}.parquet`);
  const { columns, systemColumn } = format;
  const own = hasSystem && systemColumn !== undefined ? [...columns, systemColumn] : columns;
  const table = tableWriter(own, bytes);
  return {
    format: format.name,
    /** @returns SHA-256 of the line without its line feed, hex */
    add(row: CanonicalRow): string {
      const rendered = format.render(row, template);
      const line = jsonLine(rendered);
      lines.write(`${line}\n`);
      table.add(rendered);
      return createHash('sha256').update(line).digest('hex');
    },
    close(): void {
      lines.close();
      table.finish();
      bytes.close();
    },
  };
}
