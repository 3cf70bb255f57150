import { isBuiltin } from 'node:module';
import { importsOf, resolveImport } from './imports.ts';
import type { Tree } from './tree.ts';

/** The steps of the house, lowest first; rooms on one step never import each other. */
const SERVER_STEPS: readonly (readonly string[])[] = [
  ['shared'],
  ['server/algorithms'],
  ['server/decide', 'server/comply', 'server/ledger'],
  ['server/db', 'server/engine'],
  ['server/intake', 'server/ask', 'server/runs', 'server/review', 'server/release'],
  ['server/jobs'],
  ['server/cli', 'server/http'],
  ['server/main.ts'],
];
const CLIENT_STEPS: readonly (readonly string[])[] = [
  ['shared'],
  ['client/lib'],
  ['client/components'],
  ['client/features'],
  ['client/app'],
  ['client/main.tsx'],
];

/**
 * Every break of the import rule (DESIGN "The house"), as sentences; none where the tree keeps it.
 * @param files the sources of `shared/`, `server/` and `client/`
 */
export function importFaults(files: Tree): string[] {
  const faults: string[] = [];
  const edges = new Map<string, string[]>();
  for (const [path, text] of files) {
    const targets: string[] = [];
    for (const specifier of importsOf(path, text)) {
      const target = resolveImport(path, specifier);
      const fault = target === null ? packageFault(path, specifier) : houseFault(path, target);
      if (fault !== null) faults.push(`${path} imports ${target ?? specifier}: ${fault}`);
      if (target !== null && files.has(target)) targets.push(target);
    }
    edges.set(path, targets);
    if (stepOf(path) === -1) faults.push(`${path} stands in no room of the house`);
  }
  return [...faults, ...cycles(edges)];
}

function packageFault(path: string, specifier: string): string | null {
  if (path.startsWith('server/') || !isBuiltin(specifier)) return null;
  return 'only the server may use modules of Node';
}

function houseFault(path: string, target: string): string | null {
  if (path.startsWith('server/') && target.startsWith('data/')) return null;
  if (!/^(shared|server|client)\//.test(target)) return 'it lies outside the house';
  if (roomOf(path) === roomOf(target)) return null;
  if (stepsOf(path) !== stepsOf(target) && !target.startsWith('shared/')) return 'it is of the other side';
  const [from, to] = [stepOf(path), stepOf(target)];
  if (to > from) return 'imports only go down';
  return to === from ? 'rooms on one step never import each other' : null;
}

const stepsOf = (path: string) => (path.startsWith('client/') ? CLIENT_STEPS : SERVER_STEPS);

const stepOf = (path: string): number =>
  stepsOf(path).findIndex((rooms) => rooms.some((room) => path === room || path.startsWith(`${room}/`)));

/** A feature of the client is a room of its own. */
function roomOf(path: string): string {
  const parts = path.split('/');
  if (parts[0] === 'shared') return 'shared';
  return parts.slice(0, path.startsWith('client/features/') ? 3 : 2).join('/');
}

/** One sentence for each import that closes a circle, types included. */
function cycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const at = trail.indexOf(path);
    if (at !== -1) found.push(`circle: ${[...trail.slice(at), path].join(' -> ')}`);
    if (at !== -1 || done.has(path)) return;
    trail.push(path);
    for (const target of edges.get(path) ?? []) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of edges.keys()) visit(path);
  return found;
}
