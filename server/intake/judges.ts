import { WinnowError } from '../../shared/error.ts';
import { JUDGING } from '../../shared/vocabulary/roles.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { Workspace } from '../db/workspace.ts';
import { Fault } from './fault.ts';

/** The opaque id of the person whom a line names as its judge. */
export type FindJudge = (name: string) => string | Fault;

/**
 * Finds those in whose names the lines of a file judge; to be used within one write transaction. While the workspace
 * has no users any name serves, afterwards that of a user who may judge: a file is no way around that.
 */
export function judgeFinder(workspace: Workspace): FindJudge {
  const known = new Map<string, string | Fault>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = look(workspace, name);
    known.set(name, found);
    return found;
  };
}

function look(workspace: Workspace, name: string): string | Fault {
  try {
    return actingPerson(workspace, name, JUDGING);
  } catch (cause) {
    if (!(cause instanceof WinnowError)) throw cause;
    return new Fault(cause.code === 'forbidden' ? 'no-user' : 'wrong-type', cause.message);
  }
}
