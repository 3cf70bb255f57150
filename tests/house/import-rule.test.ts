import { describe, expect, test } from 'vitest';
import { importFaults } from './import-rule.ts';
import { importsOf } from './imports.ts';
import { readProduct, readRoot } from './tree.ts';

interface CompilerSettings {
  compilerOptions: { lib: string[]; types: string[] };
  include: string[];
}

const faultsOf = (files: Record<string, string>) => importFaults(new Map(Object.entries(files)));

describe('the import rule', () => {
  test('holds for the whole tree, without an exception', () => {
    const product = readProduct();
    expect(product.size).toBeGreaterThan(20);
    expect(importFaults(product)).toEqual([]);
  });

  test('the compiler keeps DOM and Node out of what both sides share', () => {
    const read = (file: string) => JSON.parse(readRoot(file)) as CompilerSettings;
    const server = read('tsconfig.server.json');
    const client = read('tsconfig.client.json');
    expect(server.compilerOptions.lib.filter((lib) => lib.startsWith('DOM'))).toEqual([]);
    expect(client.compilerOptions.types).not.toContain('node');
    expect([server.include, client.include].filter((folders) => !folders.includes('shared'))).toEqual([]);
  });
});

describe('importFaults', () => {
  test('lets imports go down, stay in their room, and leave for packages and data', () => {
    const files = {
      'shared/a.ts': "import { Type } from '@sinclair/typebox';",
      'server/algorithms/a.ts': "import type { A } from '../../shared/a.ts'; import { b } from './b.ts';",
      'server/algorithms/b.ts': "import { readFileSync } from 'node:fs';",
      'server/decide/a.ts': "import table from '../../data/table.json'; export * from '../algorithms/a.ts';",
      'server/main.ts': "import './decide/a.ts';",
      'client/features/pool/a.tsx': "import '../../components/b.tsx'; import '../../../shared/a.ts';",
      'client/components/b.tsx': "import '../lib/c.ts'; import './b.css';",
      'client/lib/c.ts': '',
    };
    expect(faultsOf(files)).toEqual([]);
  });

  test.each([
    ['server/db/a.ts', "import x from '../jobs/b.ts';", 'imports only go down'],
    ['server/algorithms/a.ts', "export { x } from '../decide/b.ts';", 'imports only go down'],
    [
      'server/decide/a.ts',
      "import type { X } from '../comply/b.ts';",
      'rooms on one step never import each other',
    ],
    ['server/db/a.ts', "export * from '../engine/b.ts';", 'rooms on one step never import each other'],
    [
      'server/intake/a.ts',
      "const x = await import('../runs/b.ts');",
      'rooms on one step never import each other',
    ],
    ['server/cli/a.ts', "type X = import('../http/b.ts').X;", 'rooms on one step never import each other'],
    ['server/engine/a.ts', "new Worker(new URL('../runs/b.ts', import.meta.url));", 'imports only go down'],
    ['server/jobs/a.ts', 'const x = await import(`../main.ts`);', 'imports only go down'],
    ['shared/a.ts', "import '../server/algorithms/b.ts';", 'imports only go down'],
    ['shared/a.ts', "import { join } from 'node:path';", 'only the server may use modules of Node'],
    ['shared/a.ts', "import { join } from 'path';", 'only the server may use modules of Node'],
    ['shared/a.ts', "import table from '../data/table.json';", 'it lies outside the house'],
    ['server/http/a.ts', "import '../../client/lib/b.ts';", 'it is of the other side'],
    ['client/app/a.tsx', "import '../../server/algorithms/b.ts';", 'it is of the other side'],
    ['client/lib/a.ts', "import 'node:fs';", 'only the server may use modules of Node'],
    ['client/features/pool/a.tsx', "import '../runs/b.tsx';", 'rooms on one step never import each other'],
    ['client/components/a.tsx', "import '../features/pool/b.tsx';", 'imports only go down'],
    ['client/features/pool/a.tsx', "import '../../app/b.tsx';", 'imports only go down'],
    ['server/http/a.ts', "import '../../tests/b.ts';", 'it lies outside the house'],
    ['server/http/a.ts', "import '../../../elsewhere.ts';", 'it lies outside the house'],
    ['server/http/a.ts', "import '/etc/b.ts';", 'it lies outside the house'],
  ])('finds in %s: %s', (path, text, sentence) => {
    const faults = faultsOf({ [path]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(sentence);
  });

  test('finds a file in a folder that is no room', () => {
    expect(faultsOf({ 'server/utils/a.ts': '' })).toEqual([
      'server/utils/a.ts stands in no room of the house',
    ]);
  });

  test('finds a circle between files of one room, types included', () => {
    const files = {
      'server/db/a.ts': "import './b.ts';",
      'server/db/b.ts': "import type { C } from './c.ts';",
      'server/db/c.ts': "export { a } from './a.ts';",
    };
    expect(faultsOf(files)).toEqual([
      'circle: server/db/a.ts -> server/db/b.ts -> server/db/c.ts -> server/db/a.ts',
    ]);
  });
});

test('importsOf is not misled by comments, strings and template texts', () => {
  const text =
    "// import './a.ts'\nconst s = \"import './b.ts'\"; const t = `import('./c.ts')`; import d from './d.ts';";
  expect(importsOf('server/db/x.ts', text)).toEqual(['./d.ts']);
});
