import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type ReleaseFiles, releaseFiles } from '../../server/release/files.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, FIVE, readTree, release } from './fixture.ts';

const place = () => join(temporaryFolder(), 'set');
const real = () => releaseFiles(process.pid, () => 'abcdef01');
const failure = (code: string) => Object.assign(new Error(`${code}: as a full disk says it`), { code });

/** The real file system, in which the nth write fails. */
function failingWrite(nth: number, code: string): { files: ReleaseFiles; writes: () => number } {
  const files = real();
  let writes = 0;
  const tick = () => {
    writes += 1;
    if (writes === nth) throw failure(code);
  };
  const create: ReleaseFiles['create'] = (folder, path) => {
    tick();
    const sink = files.create(folder, path);
    return {
      ...sink,
      write: (bytes) => {
        tick();
        sink.write(bytes);
      },
      close: () => {
        tick();
        sink.close();
      },
    };
  };
  return { files: { ...files, create }, writes: () => writes };
}

describe('a disk that fills up', () => {
  test('at any write leaves nothing, neither folder nor record, and the next release goes through', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const counting = failingWrite(Number.POSITIVE_INFINITY, '');
    const whole = place();
    await release(temporaryCopy(workspace), { run, formats: ['s1'], out: whole }, { files: counting.files });
    expect(counting.writes()).toBeGreaterThanOrEqual(21);
    const out = place();
    const writes = counting.writes();
    const some = Array.from({ length: writes }, (_, i) => i + 1).filter(
      (nth) => nth <= 6 || nth > writes - 8 || nth % 4 === 0, // between them the files are written alike
    );
    for (const nth of some) {
      const { files } = failingWrite(nth, 'ENOSPC');
      await expect(release(workspace, { run, formats: ['s1'], out }, { files })).rejects.toMatchObject({
        code: 'failed',
        message: `The disk is full: nothing was left at ${out}; free some space and release again.`,
      });
      expect(readdirSync(dirname(out))).toEqual([]);
    }
    const types = workspace.events
      .all()
      .map(({ body }) => (JSON.parse(Buffer.from(body).toString('utf8')) as { type: string }).type);
    expect([workspace.releases.all(), types]).toEqual([
      [],
      [...FIVE.map(() => 'trace.received'), 'traces.collected', 'flag.raised', 'export.gate_evaluated'],
    ]);
    await release(workspace, { run, formats: ['s1'], out });
    expect(readTree(out)).toEqual(readTree(whole));
  });

  test.each([
    ['while the folder gets its name', { publish: () => raise(failure('ENOSPC')) }],
    ['after it has got it', { settle: () => raise(failure('ENOSPC')) }],
  ])('%s takes everything back', async (_when, broken) => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    await expect(release(workspace, { run, out }, { files: { ...real(), ...broken } })).rejects.toMatchObject(
      {
        code: 'failed',
      },
    );
    expect([readdirSync(dirname(out)), workspace.releases.all()]).toEqual([[], []]);
  });

  test('at the commit takes the folder away again', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    const full = {
      ...workspace,
      write: <T>(who: string, act: () => T): T =>
        workspace.write(who, () => {
          const done = act();
          if (who !== 'release') return done;
          expect(existsSync(join(out, 'manifest.json'))).toBe(true);
          throw failure('SQLITE_FULL');
        }),
    };
    await expect(release(full, { run, out })).rejects.toMatchObject({ code: 'failed' });
    expect([readdirSync(dirname(out)), workspace.releases.all()]).toEqual([[], []]);
  });
});

describe('a release that does not come to its end', () => {
  test('when stopped leaves nothing and says that it can be repeated', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    const signal = AbortSignal.abort();
    await expect(release(workspace, { run, out }, { signal })).rejects.toMatchObject({ code: 'stopped' });
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  test('when somebody takes the place in the meantime leaves what they put there', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    const progress = () => {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'mine.txt'), 'mine');
    };
    await expect(release(workspace, { run, out }, { progress })).rejects.toMatchObject({
      code: 'conflict',
      message: `Something was put at ${out} in the meantime; name another folder with --out.`,
    });
    expect(readTree(dirname(out))).toEqual({ 'set/mine.txt': 'mine' });
    expect(workspace.releases.all()).toEqual([]);
  });

  test('when the pool loses one of its questions in the meantime is refused', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    let undone = false;
    const progress = () => {
      if (!undone) workspace.write('test', () => workspace.questions.retire(FIVE[1]?.questionId ?? ''));
      undone = true;
    };
    await expect(release(workspace, { run, out }, { progress })).rejects.toMatchObject({ code: 'conflict' });
    expect([readdirSync(dirname(out)), workspace.releases.all()]).toEqual([[], []]);
  });

  test('when killed while writing leaves a folder that the next release there clears away', async () => {
    const { workspace, run, out } = await killedAt('write');
    expect(existsSync(out)).toBe(false);
    const beside = readdirSync(dirname(out));
    expect(beside).toEqual([expect.stringMatching(/^\.set\.winnow-part-\d+-[0-9a-f]{8}$/)]);
    const others = [
      `.set.winnow-part-${process.pid}-00000000`,
      '.set.winnow-part-x',
      '.other.winnow-part-1-00000000',
    ];
    for (const name of others) mkdirSync(join(dirname(out), name));
    expect(workspace.releases.all()).toEqual([]);
    await release(workspace, { run, out });
    expect(readdirSync(dirname(out)).sort()).toEqual([...others, basename(out)].sort());
  });

  test('when killed between rename and commit leaves a whole folder without a record, which is named', async () => {
    const { workspace, run, out } = await killedAt('commit');
    expect(workspace.releases.all()).toEqual([]);
    expect(readdirSync(dirname(out))).toEqual(['set']);
    const { releaseId } = JSON.parse(readTree(out)['manifest.json'] ?? '');
    await expect(release(workspace, { run, out })).rejects.toMatchObject({
      code: 'conflict',
      message: `${out} holds ${releaseId}, of which this workspace has no record; remove it, or name another folder with --out.`,
    });
    const elsewhere = place();
    expect((await release(workspace, { run, out: elsewhere })).releaseId).toBe(releaseId);
    expect(readTree(elsewhere)).toEqual(readTree(out));
  });
});

function raise(cause: Error): never {
  throw cause;
}

/** The same evidence in a workspace of its own, so that a release of it leaves no record in the first. */
const temporaryCopy = (workspace: ReturnType<typeof temporaryWorkspace>) => ({
  ...workspace,
  write: <T>(who: string, act: () => T): T => {
    if (who !== 'release') return workspace.write(who, act);
    workspace.db.exec('BEGIN IMMEDIATE');
    const result = act();
    workspace.db.exec('ROLLBACK');
    workspace.events.forget();
    return result;
  },
});

/** Releases in another process and kills it, with SIGKILL, at a moment of which it tells by a line. */
async function killedAt(moment: 'write' | 'commit') {
  const dir = temporaryFolder();
  const first = temporaryWorkspace(dir);
  const run = await collected(first);
  const out = place();
  const script = fileURLToPath(new URL('./killed-release.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dir, out, moment], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the release ended by itself with ${code}`)));
  });
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await gone;
  return { workspace: first, run, out };
}
