import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeCheckout } from './checkout.ts';

const BUILT = ['dist/client/index.html', 'dist/server/main.js'];

describe('npm start', () => {
  test('installs, builds, and hands its arguments and the exit code through; the second time it only runs', async () => {
    const { root, lines, start } = makeCheckout();
    const first = await start({}, ['start.mjs', '--once', '--refused']).ended;
    expect(first).toMatchObject({ code: 3, out: 'ran start --once --refused\n' });
    expect(first.err).toMatch(/installing packages, 0 s \.\.\.\n[\s\S]*installed the packages in \d+ s\n/);
    expect(first.err).toMatch(
      /building server, client, tokenizer, 0 s \.\.\.\n[\s\S]*built server, client, tokenizer in \d+ s\n$/,
    );
    expect(readFileSync(join(root, 'dist/server/db/migrations/0001_a.sql'), 'utf8')).toBe(
      'CREATE TABLE a (b);',
    );
    expect(readFileSync(join(root, 'dist/tokenizers/qwen2.5.bin'), 'utf8')).toBe('table');

    expect(await start().ended).toMatchObject({ code: 0, out: 'ran start\n', err: '' });
    expect([lines('npm-calls.log'), lines('builds.log')]).toEqual([['ci'], BUILT]);
  });

  test('builds again what has changed, and nothing else', async () => {
    const { write, lines, start } = makeCheckout();
    await start().ended;
    write('client/index.html', '<html lang="en">');
    expect((await start().ended).err).toMatch(/^building client, 0 s \.\.\.\nbuilt client in \d+ s\n$/);
    expect(lines('builds.log')).toEqual([...BUILT, 'dist/client/index.html'].sort());
    write('package-lock.json', '{ "packages": {} }');
    expect((await start().ended).err).toContain('built server, client, tokenizer');
    expect(lines('npm-calls.log')).toEqual(['ci', 'ci']);
  });

  test('takes an installation that somebody made by hand', async () => {
    const { root, lines, start } = makeCheckout();
    await start().ended;
    unlinkSync(join(root, 'node_modules/.winnow-ready.json'));
    expect(await start().ended).toMatchObject({ code: 0, err: '' });
    expect(lines('npm-calls.log')).toEqual(['ci']);
  });
});

describe('npm run winnow', () => {
  test('names the command that is missing while there is nothing built', async () => {
    const { start } = makeCheckout();
    expect(await start({}, ['winnow.mjs', 'sources', 'list']).ended).toEqual({
      code: 2,
      out: '',
      err: 'Winnow is not built yet: run "npm start", or "npm ci && npm run build".\n',
      lastLine: 'Winnow is not built yet: run "npm start", or "npm ci && npm run build".',
    });
  });

  test('runs what is built, and nothing that was built for another Node', async () => {
    const { write, start } = makeCheckout();
    await start().ended;
    expect(await start({}, ['winnow.mjs', 'runs', '--refused']).ended).toMatchObject({
      code: 3,
      out: 'ran runs --refused\n',
    });
    write('node_modules/.winnow-ready.json', '{ "abi": "1" }');
    const { code, err } = await start({}, ['winnow.mjs', 'runs']).ended;
    expect([code, err]).toEqual([
      2,
      `Winnow was installed for another Node than ${process.version}: run "npm start".\n`,
    ]);
  });
});
