import { describe, expect, test } from 'vitest';
import { processReads } from './sources.ts';
import { readProduct, type Tree } from './tree.ts';

const LONGEST = 250; // lines; most files have 30 to 150

const effectFaults = (files: Tree): string[] =>
  [...files].flatMap(([path, text]) =>
    path === 'server/main.ts' ? [] : processReads(path, text).map((name) => `${path} reads process.${name}`),
  );

const lengthFaults = (files: Tree): string[] =>
  [...files]
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

test('only server/main.ts reads the arguments and the environment', () => {
  expect(effectFaults(readProduct())).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  expect(lengthFaults(readProduct())).toEqual([]);
  expect(lengthFaults(new Map([['server/db/a.ts', 'x\n'.repeat(251)]]))).toEqual([
    'server/db/a.ts has 251 lines',
  ]);
});

describe('processReads', () => {
  test.each([
    ['const x = process.env.HOME;', ['env']],
    ['const [a] = process.argv.slice(2);', ['argv']],
    ["const x = globalThis.process['env'];", ['env']],
    ['const { env, argv: args } = process;', ['env', 'argv']],
    ["import { env } from 'node:process';", ['env']],
    ["import process from 'node:process';", ['env']],
    ["// process.env\nprocess.exitCode = 1; process.on('SIGINT', stop); const s = 'process.env';", []],
  ])('of %s', (text, names) => {
    expect(processReads('server/db/a.ts', text)).toEqual(names);
    const faults = effectFaults(new Map([['server/db/a.ts', text]]));
    expect(faults).toEqual(names.map((name) => `server/db/a.ts reads process.${name}`));
  });
});
