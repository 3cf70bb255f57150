import { describe, expect, test } from 'vitest';
import { importFiles } from '../../server/intake/import-files.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { contents } from './files.ts';
import { lastLine, spawnImport, writeTraces } from './processes.ts';

describe('an import in a process of its own', () => {
  test('killed half way, nothing of it is there, and the same command works again', async () => {
    const dir = temporaryFolder();
    const { path, records } = await writeTraces('traces.jsonl', 40e6);
    const child = spawnImport(dir, [path]);
    let seen = 0;
    await lastLine(child, (line) => {
      seen = (JSON.parse(line) as { records?: number }).records ?? seen;
      if (seen > records / 2) child.kill('SIGKILL');
    });
    expect(child.signalCode).toBe('SIGKILL');
    expect(seen).toBeGreaterThan(records / 2);
    const workspace = temporaryWorkspace(dir);
    expect(contents(workspace)).toEqual({ questions: 0, imports: 0, events: 0, sources: 0 });
    expect(await importFiles(workspace, [path])).toMatchObject({ imported: records, rejected: 0 });
  });

  test('needs no more memory for a file of 60 MB than for one of 2 MB', async () => {
    const peakOf = async (name: string, bytes: number) => {
      const { path, records } = await writeTraces(name, bytes);
      const { last } = await lastLine(spawnImport(temporaryFolder(), [path], ['--max-old-space-size=48']));
      const { imported, peakMB } = JSON.parse(last) as { imported: number; peakMB: number };
      expect(imported).toBe(records);
      return peakMB;
    };
    const [small, large] = [await peakOf('small.jsonl', 2e6), await peakOf('large.jsonl', 60e6)];
    expect(large - small).toBeLessThan(100); // caches and what is not collected yet
  });
});
