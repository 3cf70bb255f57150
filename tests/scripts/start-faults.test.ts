import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { makeCheckout } from './checkout.ts';

const BUILT = ['dist/client/index.html', 'dist/server/main.js'];

describe('npm start, when something goes wrong', () => {
  test('goes on after it was killed in the middle of npm ci, and waits for an npm that is still at it', async () => {
    const { root, lines, start } = makeCheckout();
    const killed = start({ FAKE_NPM: 'hangs' });
    await vi.waitUntil(() => existsSync(join(root, 'node_modules/half-made')), { timeout: 10_000 });
    killed.child.kill('SIGKILL');
    await killed.ended;
    const orphan = Number(readFileSync(join(root, 'dist/.setup/lock'), 'utf8').split(' ')[1]);

    const next = start();
    await vi.waitUntil(() => existsSync(`/proc/${next.child.pid}`) && !existsSync(join(root, 'dist/server')));
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(lines('npm-calls.log')).toEqual(['ci']);
    process.kill(orphan, 'SIGKILL');
    const { code, out, err } = await next.ended;
    expect([code, out]).toEqual([0, 'ran start\n']);
    expect(err).toContain(`waiting for another set-up (process ${orphan})`);
    expect(lines('npm-calls.log')).toEqual(['ci', 'ci']);
  });

  test('stopped by a signal it says so, ends with 4, and leaves nothing that looks whole', async () => {
    const { root, start } = makeCheckout();
    const stopped = start({ FAKE_NPM: 'hangs' });
    await vi.waitUntil(() => existsSync(join(root, 'node_modules/half-made')), { timeout: 10_000 });
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended).toMatchObject({
      code: 4,
      lastLine: 'Stopped by SIGTERM; the same command goes on where it stopped.',
    });
    expect(existsSync(join(root, 'dist/.setup/lock'))).toBe(false);
    expect((await start().ended).code).toBe(0);
  });

  test('two at a time do the work once', async () => {
    const { lines, start } = makeCheckout();
    const both = await Promise.all([start().ended, start().ended]);
    expect(both.map(({ code, out }) => [code, out])).toEqual([
      [0, 'ran start\n'],
      [0, 'ran start\n'],
    ]);
    expect([lines('npm-calls.log'), lines('builds.log')]).toEqual([['ci'], BUILT]);
  });

  test.each([
    ['fails|npm error code ENOTFOUND', 'the npm registry can not be reached'],
    ['fails|gyp ERR! find Python', 'there is no Python 3'],
    ['unbuilt', 'better-sqlite3 was not compiled (is npm set to ignore install scripts?)'],
  ])('with an npm that %s ends in one clear line', async (npm, says) => {
    const { start } = makeCheckout();
    const { code, out, lastLine } = await start({ FAKE_NPM: npm }).ended;
    expect([code, out]).toEqual([1, '']);
    expect(lastLine).toContain(says);
    expect((await start().ended).code).toBe(0);
  });

  test('a folder that can not be made is one line too', async () => {
    const { root, write, start } = makeCheckout();
    write('dist', 'a file');
    const { code, lastLine, err } = await start().ended;
    expect([code, err]).toEqual([1, `${lastLine}\n`]);
    expect(lastLine).toMatch(new RegExp(`^Could not mkdir ${root}dist/\\.setup: ENOTDIR; make it yours`));
  });

  test('a build that fails says the first error, and is tried again', async () => {
    const { start } = makeCheckout();
    const { code, lastLine } = await start({ FAKE_BUILD: 'fails' }).ended;
    expect(code).toBe(1);
    expect(lastLine).toMatch(
      /^The server could not be built: a\.ts\(1,1\): error TS1005: no \(all of the output: /,
    );
    expect((await start().ended).code).toBe(0);
  });
});
