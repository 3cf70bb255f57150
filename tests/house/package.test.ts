import { expect, test } from 'vitest';
import { readRoot } from './tree.ts';

interface Entry {
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}
const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } =
  JSON.parse(readRoot('package.json'));
const lock: { packages: Record<string, Entry> } = JSON.parse(readRoot('package-lock.json'));

/** Packages that an entry declares for some platform and the lock does not hold: `npm ci` would refuse them. */
function missingPlatformParts(packages: Record<string, Entry>): string[] {
  const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').pop()));
  return Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${path} -> ${name}`),
  );
}

test('package.json names exact versions only', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  const loose = all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

test('the lock file names no host', () => {
  const hosts = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  expect(hosts).toEqual([]);
  expect(readRoot('package-lock.json')).not.toMatch(/"resolved"\s*:/);
});

test('the lock file holds the parts of each package for every platform', () => {
  expect(missingPlatformParts(lock.packages)).toEqual([]);
  const broken = { 'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-macos': '1.0.0' } } };
  expect(missingPlatformParts({ ...broken, 'node_modules/a/node_modules/a-linux': {} })).toEqual([
    'node_modules/a -> a-macos',
  ]);
});
