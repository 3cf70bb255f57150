import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

describe('workspace.write(who, act)', () => {
  it('tells a writer who waited in vain who holds the workspace', () => {
    const dir = temporaryFolder();
    const holder = temporaryWorkspace(dir);
    const waiting = temporaryWorkspace(dir, 50);
    holder.write('import', () => {
      expect(() => waiting.write('run', () => 1)).toThrow(
        expect.objectContaining({ code: 'busy', details: { holder: 'import (process 1)' } }),
      );
    });
    expect(waiting.write('run', () => 1)).toBe(1);
    expect(existsSync(join(dir, 'writer.txt'))).toBe(false);
  });

  it('stores all of it or nothing', () => {
    const workspace = temporaryWorkspace();
    const act = () =>
      workspace.write('test', () => {
        workspace.facts.keep('half', 'done');
        throw new Error('stop');
      });
    expect(act).toThrow('stop');
    expect(workspace.facts.get('half')).toBeUndefined();
  });
});

describe('workspace.snapshot(act)', () => {
  it('does not see what is written while it reads', async () => {
    const workspace = temporaryWorkspace();
    const seen = await workspace.snapshot(async (tables) => {
      const before = tables.facts.get('x');
      workspace.write('test', () => workspace.facts.keep('x', 'new'));
      await Promise.resolve();
      return [before, tables.facts.get('x')];
    });
    expect([seen, workspace.facts.get('x')]).toEqual([[undefined, undefined], 'new']);
  });
});

describe('openWorkspace(dir, effects)', () => {
  it('makes the folders that are missing', () => {
    const dir = join(temporaryFolder(), 'a', 'b');
    temporaryWorkspace(dir);
    expect(existsSync(join(dir, 'winnow.db'))).toBe(true);
  });

  it('says in one line where no folder can be made', () => {
    expect(() => temporaryWorkspace('/proc/winnow/here')).toThrow(
      expect.objectContaining({ code: 'bad-usage', message: expect.stringContaining('/proc/winnow/here') }),
    );
  });
});
