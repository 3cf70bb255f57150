import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepSigned, SIGN_EVERY_MS } from '../../server/db/keep-signed.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { testKey } from '../release/test-key.ts';

const put = (workspace: Workspace, name: string) =>
  workspace.write('test', () =>
    workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem: name, data: {} }),
  );
const sizes = (workspace: Workspace) => workspace.checkpoints.all().map(({ size }) => size);

function kept(workspace: Workspace) {
  const told: string[] = [];
  const keeper = keepSigned(
    workspace,
    () => testKey(workspace.log),
    (why) => told.push(why),
  );
  return { ...keeper, told };
}

describe('keepSigned(workspace, key, told)', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  test('signs every five minutes while there is something new, and not otherwise', () => {
    const workspace = temporaryWorkspace();
    const { stop, told } = kept(workspace);
    put(workspace, 'a');
    vi.advanceTimersByTime(SIGN_EVERY_MS - 1);
    expect(sizes(workspace)).toEqual([]);
    vi.advanceTimersByTime(1);
    const [first] = sizes(workspace);
    expect(first).toBe(workspace.events.count());
    vi.advanceTimersByTime(3 * SIGN_EVERY_MS);
    expect(sizes(workspace)).toEqual([first]);
    put(workspace, 'b');
    vi.advanceTimersByTime(SIGN_EVERY_MS);
    expect([sizes(workspace), told, SIGN_EVERY_MS]).toEqual([[first, workspace.events.count()], [], 300_000]);
    expect(stop()).toBe(null);
  });

  test('signs at the end what this process has appended, and nothing where it only read', () => {
    const dir = temporaryFolder();
    const workspace = temporaryWorkspace(dir);
    const { stop } = kept(workspace);
    put(workspace, 'a');
    expect([stop(), sizes(workspace)]).toEqual([null, [workspace.events.count()]]);
    put(workspace, 'b');
    workspace.close();
    const reader = temporaryWorkspace(dir);
    expect([kept(reader).stop(), sizes(reader).length]).toEqual([null, 1]);
    vi.advanceTimersByTime(10 * SIGN_EVERY_MS);
  });

  test('gives way to another writer, and tries again the next time', () => {
    const dir = temporaryFolder();
    const workspace = temporaryWorkspace(dir, 50);
    const other = temporaryWorkspace(dir, 50);
    const { told, stop } = kept(workspace);
    put(workspace, 'a');
    other.db.exec('BEGIN IMMEDIATE');
    vi.advanceTimersByTime(SIGN_EVERY_MS);
    expect([sizes(workspace), told]).toEqual([[], []]);
    other.db.exec('ROLLBACK');
    vi.advanceTimersByTime(SIGN_EVERY_MS);
    expect(sizes(workspace)).toHaveLength(1);
    stop();
  });

  test('says in one line why it can not sign, and signs nothing that contradicts what was signed', () => {
    const workspace = temporaryWorkspace();
    const { told, stop } = kept(workspace);
    put(workspace, 'a');
    put(workspace, 'b');
    vi.advanceTimersByTime(SIGN_EVERY_MS);
    workspace.db.exec('DROP TRIGGER IF EXISTS checkpoints_keep');
    workspace.db.exec(
      "UPDATE checkpoints SET note = replace(note, char(10) || char(10), char(10) || 'x' || char(10) || char(10))",
    );
    put(workspace, 'c');
    vi.advanceTimersByTime(SIGN_EVERY_MS);
    expect(told).toEqual([
      expect.stringMatching(/^The log no longer begins with the \d+ events that were signed at/),
    ]);
    expect([sizes(workspace).length, stop()]).toEqual([1, told[0]]);
  });
});
