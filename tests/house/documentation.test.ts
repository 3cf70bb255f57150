import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../server/cli/commands.ts';
import { REASON_NAMES } from '../../shared/vocabulary/reasons.ts';
import { REJECTIONS } from '../../shared/vocabulary/rejections.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';
import { TRACE_DEFECT_NAMES, TRACE_VERDICT_DROPS } from '../../shared/vocabulary/trace-defects.ts';
import { ROOT, readRoot } from './tree.ts';

/** README, ARCHITECTURE and the pages of docs/ that one of them links to. */
function readDocuments(): string {
  const first = `${readRoot('README.md')}\n${readRoot('ARCHITECTURE.md')}`;
  const linked = new Set([...first.matchAll(/\]\((docs\/[\w-]+\.md)[#)]/g)].map((match) => match[1] ?? ''));
  return [first, ...[...linked].map(readRoot)].join('\n');
}

/** The names that no code span holds: between backquotes, or in a fenced block. */
function undocumented(names: readonly string[], documents: string): string[] {
  const spans = [...documents.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map((match) => match[0]).join('\n');
  const words = new Set(spans.split(/[^\w:-]+/));
  return names.filter((name) => !words.has(name));
}

test.each([
  ['stage', STAGE_NAMES],
  ['reason', REASON_NAMES],
  ['rejection', Object.keys(REJECTIONS)],
  ['trace defect', TRACE_DEFECT_NAMES],
  ['verdict that a trace lacks', Object.keys(TRACE_VERDICT_DROPS)],
])('each %s is documented', (_kind, names) => {
  expect(undocumented(names, readDocuments())).toEqual([]);
});

test('each npm script is documented as it is typed', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readRoot('package.json'));
  const documents = readDocuments();
  const typed = (name: string) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);
  const missing = Object.keys(scripts).filter(
    (name) => !documents.includes(typed(name)) && !documents.includes(`npm run -s ${name}`),
  );
  expect(missing).toEqual([]);
});

test('each command is documented as it is typed', () => {
  const documents = readDocuments();
  const missing = COMMANDS.filter(({ name }) => !new RegExp(`(winnow -- |\`)${name}\\b`).test(documents));
  expect(missing.map(({ name }) => name)).toEqual([]);
  expect(COMMANDS.filter(({ example }) => !example.startsWith('winnow '))).toEqual([]);
});

test('every link of the documents to a file of ours leads somewhere', () => {
  const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const broken = pages.flatMap((page) =>
    [...readRoot(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${page} -> ${target}`),
  );
  expect(broken).toEqual([]);
});

test('a name that stands in running text only does not count as documented', () => {
  expect(
    undocumented(
      ['overlap', 'near-duplicate', 'quality'],
      'The `overlap` and near-duplicate\n```\nquality\n```',
    ),
  ).toEqual(['near-duplicate']);
});
