import type { Workspace } from '../db/workspace.ts';
import { Fault, shown } from './fault.ts';

/** Finds the question of the pool that an id means, ours or the import's; null where there is none. */
export type FindQuestion = (id: string, source: string | undefined) => string | null | Fault;

/** Where several sources use an id and none is named. */
const SEVERAL = Symbol('several');

/** Reads the ids of the live pool once, for look-ups by the ten thousand. */
export function questionFinder(workspace: Workspace): FindQuestion {
  const ours = new Map<string, string>();
  const theirs = new Map<string, string | typeof SEVERAL>();
  const bySource = new Map<string, Map<string, string>>();
  for (const { id, source, externalId } of workspace.questions.names()) {
    ours.set(id, source);
    if (externalId === null) continue;
    theirs.set(externalId, theirs.has(externalId) ? SEVERAL : id);
    const own = bySource.get(source);
    if (own === undefined) bySource.set(source, new Map([[externalId, id]]));
    else own.set(externalId, id);
  }
  return (id, source) => {
    if (source !== undefined) {
      return ours.get(id) === source ? id : (bySource.get(source)?.get(id) ?? null);
    }
    if (ours.has(id)) return id;
    const found = theirs.get(id) ?? null;
    if (found !== SEVERAL) return found;
    return new Fault('ambiguous-id', `Several sources have the id "${shown(id)}"; add the field source.`);
  };
}
