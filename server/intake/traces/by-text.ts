import { hash } from 'node:crypto';
import type { Workspace } from '../../db/workspace.ts';
import { Fault, shown } from '../fault.ts';

/** Finds the live question with exactly this text, white space at its ends aside; null where there is none. */
export type FindByText = (question: string) => string | null | Fault;

const SEVERAL = Symbol('several');

/** Reads the texts of the live pool once and keeps a hash of each, for look-ups by the ten thousand. */
export function textFinder(workspace: Workspace): FindByText {
  const ids = new Map<string, string | typeof SEVERAL>();
  const names = workspace.sources.all().map(({ name }) => name);
  for (const page of workspace.pool.pages(names)) {
    for (const row of page) {
      const key = keyOf(row[9]);
      ids.set(key, ids.has(key) ? SEVERAL : row[1]);
    }
  }
  return (question) => {
    const found = ids.get(keyOf(question)) ?? null;
    if (found !== SEVERAL) return found;
    return new Fault('ambiguous-id', `Several questions read "${shown(question)}"; add the field id.`);
  };
}

const keyOf = (question: string): string => hash('sha256', question.trim(), 'base64').slice(0, 24);
