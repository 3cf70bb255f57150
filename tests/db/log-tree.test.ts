import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { EMPTY_ROOT } from '../../server/ledger/hashes.ts';
import { merkleRoot } from '../../server/ledger/merkle.ts';
import { isConsistent, isIncluded } from '../../server/ledger/proof.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const append = (workspace: Workspace, from: number, to: number) =>
  workspace.write('test', () => {
    for (let i = from; i < to; i++)
      workspace.events.append({
        type: 'test.done',
        actor: 'local',
        subject: `s${i}`,
        idem: `${i}`,
        data: { i },
      });
  });

describe('the tree of the log', () => {
  it('has the root of the stored bytes at every size, in one transaction or many', () => {
    const workspace = temporaryWorkspace();
    expect(Buffer.compare(workspace.events.root(), EMPTY_ROOT)).toBe(0);
    append(workspace, 0, 5);
    for (let i = 5; i < 70; i++) append(workspace, i, i + 1);
    const bodies = workspace.events.all().map(({ body }) => body);
    for (let n = 0; n <= 70; n++)
      expect(Buffer.compare(workspace.events.root(n), merkleRoot(bodies.slice(0, n)))).toBe(0);
  });

  it('proves each event, and each earlier log', () => {
    const workspace = temporaryWorkspace();
    append(workspace, 0, 45);
    const events = workspace.events.all();
    for (const { seq, leaf } of events) {
      const path = workspace.events.inclusion(seq);
      expect(isIncluded(leaf, BigInt(seq), 45n, path, workspace.events.root())).toBe(true);
    }
    for (let m = 0; m <= 45; m++) {
      const path = workspace.events.consistency(m);
      const [first, second] = [workspace.events.root(m), workspace.events.root()];
      expect(isConsistent(BigInt(m), 45n, first, second, path)).toBe(true);
    }
  });

  it('grows on where another process went on, and forgets what was rolled back', () => {
    const dir = temporaryFolder();
    const [one, two] = [temporaryWorkspace(dir), temporaryWorkspace(dir)];
    append(one, 0, 3);
    append(two, 3, 6);
    const failing = () =>
      one.write('test', () => {
        one.events.append({ type: 't', actor: 'a', subject: 's', idem: 'lost', data: {} });
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    append(two, 6, 7);
    append(one, 7, 9);
    const bodies = one.events.all().map(({ body }) => body);
    expect(Buffer.compare(two.events.root(), merkleRoot(bodies))).toBe(0);
    expect(bodies.length).toBe(9);
  });

  it('is made anew for a log that is older than its tree', () => {
    const workspace = temporaryWorkspace();
    append(workspace, 0, 9);
    workspace.db.exec('DELETE FROM log_nodes');
    append(workspace, 9, 12);
    const bodies = workspace.events.all().map(({ body }) => body);
    expect(Buffer.compare(workspace.events.root(), merkleRoot(bodies))).toBe(0);
  });
});
