import { setImmediate } from 'node:timers/promises';
import type { Workspace } from '../../db/workspace.ts';
import type { Item } from '../loop/item.ts';
import { callOf } from './identity.ts';
import type { OpenedTeacher } from './opened.ts';
import type { Standing } from './standing.ts';

/** Rows that share a transaction. */
const GROUP = 500;

interface Into {
  collection: string;
  teacher: OpenedTeacher;
  samples: number;
  standing: Standing;
  /** The command, for those who wait for the workspace. */
  who: string;
}

export interface Enlisted {
  items: Item[];
  /** Questions of versions that the pool no longer holds. */
  retired: number;
}

/**
 * Writes down whoever is to be asked and is not in the collection yet, so that what is pending can be seen from
 * outside, and gives back all that wait. Texts are read one at a time and not kept.
 */
export async function enlist(
  workspace: Workspace,
  into: Into,
  questions: readonly string[],
  signal: AbortSignal,
): Promise<Enlisted> {
  const enlisted: Enlisted = { items: [], retired: 0 };
  for (let from = 0; from < questions.length && !signal.aborted; from += GROUP) {
    const open = questions.slice(from, from + GROUP).map((id) => into.standing.open(id, into.samples));
    const isNew = open.some((items) => items.some(({ ask }) => ask === null));
    if (isNew) workspace.write(into.who, () => addAll(workspace, into, open, enlisted));
    else enlisted.items.push(...open.flat());
    await setImmediate();
  }
  return enlisted;
}

function addAll(
  workspace: Workspace,
  { collection, teacher }: Into,
  open: readonly (readonly Item[])[],
  enlisted: Enlisted,
): void {
  for (const items of open) {
    if (items.every(({ ask }) => ask !== null)) {
      enlisted.items.push(...items);
      continue;
    }
    const question = workspace.questions.byId(items[0]?.question ?? '');
    if (question === undefined || !question.live) {
      enlisted.retired += 1;
      continue;
    }
    for (const item of items) {
      const { sample, subject } = item;
      const key = Buffer.from(callOf(teacher, question, sample, subject).key, 'hex');
      item.ask ??= workspace.asks.add(collection, key, item.question, sample, subject);
      enlisted.items.push(item);
    }
  }
}
