import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { importsOf } from '../house/imports.ts';
import { readRoot, readTree } from '../house/tree.ts';
import { loadScript, recorder } from './load.ts';

const { nodeFault } = await loadScript<{ nodeFault(version: string): string | null }>('lib/node-version.mjs');
const { explainNpmFailure, installPhase } = await loadScript<{
  explainNpmFailure(failure: { output: string; root: string; logFile: string }): string;
  installPhase(output: string): string;
}>('lib/npm-failures.mjs');
const { hashInputs } = await loadScript<{ hashInputs(root: string, paths: string[]): string }>(
  'lib/inputs.mjs',
);
const { livingLine } = await loadScript<{
  livingLine(out: object, describe: () => string): { end(text: string): void };
}>('lib/living-line.mjs');

describe('nodeFault', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.0.0'])('takes Node %s', (version) => {
    expect(nodeFault(version)).toBe(null);
  });

  test.each(['20.18.3', '18.20.8', '14.21.3', '8.0.0'])('refuses Node %s in one line', (version) => {
    expect(nodeFault(version)).toBe(
      `Winnow needs Node 20.19 or newer, and this is ${version}: install Node 22 or 24 from https://nodejs.org (or "nvm install 22") and repeat the command.`,
    );
  });

  test('comes before anything that an old Node could not read', () => {
    const early = ['node:fs', 'node:path', 'node:url', './lib/setup-error.mjs', './node-version.mjs'];
    const files = [...readTree(['scripts'], ['.mjs'])].filter(([path]) =>
      /^scripts\/(start|test|build|check|winnow|lib\/setup-error|lib\/node-version)\.mjs$/.test(path),
    );
    expect(files).toHaveLength(7);
    for (const [path, text] of files) {
      const code = text.replaceAll(/await import\('[^']+'\)/g, '');
      expect(importsOf(path, code).filter((name) => !early.includes(name))).toEqual([]);
      expect(code).not.toMatch(/\?\?=|\|\|=|&&=|#\w+\(|\.at\(|\.replaceAll\(|Object\.hasOwn|^await /m);
    }
  });
});

describe('explainNpmFailure', () => {
  test.each([
    [
      'npm error code ENOTFOUND\nnpm error network request to the registry failed',
      'the npm registry can not be reached',
    ],
    ['npm http fetch GET attempt 3 failed with EAI_AGAIN', 'the npm registry can not be reached'],
    ['npm error code ECONNREFUSED', 'the npm registry can not be reached'],
    [
      'prebuild-install warn install getaddrinfo ENOTFOUND x\ngyp ERR! find Python You need to install',
      'there is no Python 3',
    ],
    ['gyp ERR! stack Error: not found: make', 'there is no C++ compiler'],
    ['make: g++: No such file or directory\ngyp ERR! build error', 'there is no C++ compiler'],
    ['/bin/sh: 1: g++: not found\ngyp ERR! build error', 'there is no C++ compiler'],
    ['gyp ERR! stack is related to network connectivity', 'the headers of Node could not be fetched'],
    ['c++: fatal error: Killed signal terminated program cc1plus\ngyp ERR! x', 'the memory ran out'],
    ["a.cpp:1: error: 'x' was not declared\ngyp ERR! build error", 'could not be compiled'],
    ['npm error nospc ENOSPC: no space left on device, write\nENOTFOUND', 'the disk is full at /checkout'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'the certificate of the npm registry is not trusted'],
    ['npm error code EACCES', '/checkout can not be written to'],
    ['npm error code EUSAGE\nnpm error Missing: a@1.0.0 from lock file', 'run "npx -y npm@11 ci" here'],
    ['npm error code E418', 'npm ci ended with E418'],
  ])('reads %j', (output, says) => {
    const line = explainNpmFailure({ output, root: '/checkout', logFile: '/checkout/npm.log' });
    expect(line).toContain(says);
    expect(line).toMatch(
      /^The packages could not be installed: [^\n]+ \(all of the output: \/checkout\/npm\.log\)\.$/,
    );
  });
});

test('installPhase tells which package is being compiled, and when the registry is silent', () => {
  const start = '> better-sqlite3@12.11.1 install\n> prebuild-install || node-gyp rebuild --release\n';
  const phases = [
    '',
    'x attempt 1 failed with ENOTFOUND',
    start,
    `${start}gyp info spawn make`,
    `${start}gyp info ok\n> esbuild@0.28.2 postinstall\n`,
  ];
  expect(phases.map(installPhase)).toEqual([
    'installing packages',
    'installing packages: the npm registry does not answer, trying again',
    'installing packages: preparing better-sqlite3',
    'installing packages: compiling better-sqlite3',
    'installing packages: preparing esbuild',
  ]);
});

test('hashInputs follows names and contents, and nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'winnow-inputs-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'a'));
  writeFileSync(join(root, 'a/x.ts'), 'one');
  writeFileSync(join(root, 'b.json'), '{}');
  const first = hashInputs(root, ['a', 'b.json', 'missing']);
  utimesSync(join(root, 'a/x.ts'), 1, 1);
  expect(hashInputs(root, ['b.json', 'missing', 'a'])).toBe(first);
  writeFileSync(join(root, 'a/x.ts'), 'two');
  const changed = hashInputs(root, ['a', 'b.json']);
  writeFileSync(join(root, 'a/x.ts'), 'one');
  renameSync(join(root, 'a/x.ts'), join(root, 'a/y.ts'));
  expect(new Set([first, changed, hashInputs(root, ['a', 'b.json'])]).size).toBe(3);
});

describe('livingLine', () => {
  afterEach(() => void vi.useRealTimers());

  test('speaks at least every 5 s where output is piped, and at once when the work changes', () => {
    vi.useFakeTimers();
    const out = recorder();
    let what = 'installing';
    const line = livingLine(out, () => what);
    vi.advanceTimersByTime(9000);
    what = 'compiling';
    vi.advanceTimersByTime(1000);
    line.end('done');
    vi.advanceTimersByTime(60_000);
    expect(out.text()).toBe(
      'installing, 0 s ...\ninstalling, 4 s ...\ninstalling, 8 s ...\ncompiling, 10 s ...\ndone\n',
    );
  });

  test('rewrites one line on a terminal, cut to its width', () => {
    vi.useFakeTimers();
    const out = recorder(true);
    const line = livingLine(out, () => 'x'.repeat(80));
    vi.advanceTimersByTime(1000);
    line.end('');
    expect(out.text()).toBe(`\r\x1b[K${'x'.repeat(59)}\r\x1b[K${'x'.repeat(59)}\r\x1b[K`);
  });
});

test('.ci/run reads nothing and hands over to npm test', () => {
  const script = readRoot('.ci/run');
  expect(script).toMatch(/^exec <\/dev\/null$/m);
  expect(script.trimEnd().split('\n').at(-1)).toBe('exec npm test');
  expect(
    readFileSync(new URL('../../.ci/run', import.meta.url))
      .subarray(0, 2)
      .toString(),
  ).toBe('#!');
});
