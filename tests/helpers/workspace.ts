import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A workspace on disk with a clock that stands still and ids that count up. */
export function temporaryWorkspace(
  dir = temporaryFolder(),
  waitMs = 2000,
  now = '2026-11-24T00:00:00.000Z',
): Workspace {
  let ids = 0;
  const workspace = openWorkspace(dir, {
    now: () => new Date(now),
    randomHex: (bytes) => (++ids).toString(16).padStart(bytes * 2, '0'),
    pid: 1,
    waitMs,
  });
  onTestFinished(() => workspace.close());
  return workspace;
}
