import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const event = (idem: string) => ({ type: 't', actor: 'a', subject: 's', idem, data: {} });

describe('writeAsync', () => {
  test('stores all of an act, tells who waits meanwhile, and leaves no note', async () => {
    const workspace = temporaryWorkspace();
    const note = join(workspace.dir, 'writer.txt');
    const told = await workspace.writeAsync('slow thing', async () => {
      workspace.events.append(event('a'));
      await Promise.resolve();
      workspace.events.append(event('b'));
      return readFileSync(note, 'utf8');
    });
    expect(told).toBe('slow thing (process 1)');
    expect([workspace.events.count(), existsSync(note)]).toEqual([2, false]);
  });

  test('stores nothing where the act fails or discards', async () => {
    const workspace = temporaryWorkspace();
    const failing = workspace.writeAsync('x', async () => {
      workspace.events.append(event('a'));
      await Promise.resolve();
      throw new Error('oops');
    });
    await expect(failing).rejects.toThrow('oops');
    const discarded = await workspace.writeAsync('x', async (discard) => {
      workspace.events.append(event('a'));
      discard();
      return await Promise.resolve(7);
    });
    expect([discarded, workspace.events.count(), existsSync(join(workspace.dir, 'writer.txt'))]).toEqual([
      7,
      0,
      false,
    ]);
  });

  test('another writer is told who holds it, in this process and in another connection', async () => {
    const dir = temporaryFolder();
    const [workspace, second] = [temporaryWorkspace(dir), temporaryWorkspace(dir, 50)];
    await workspace.writeAsync('import of a.jsonl', async () => {
      workspace.events.append(event('a'));
      expect(() => workspace.write('y', () => 1)).toThrow('This process is already writing');
      await expect(workspace.writeAsync('y', () => Promise.resolve(1))).rejects.toMatchObject({
        code: 'busy',
      });
      expect(() => second.write('y', () => 1)).toThrow('is being written by import of a.jsonl (process 1)');
      await Promise.resolve();
    });
    expect(second.write('y', () => second.events.count())).toBe(1);
  });
});
