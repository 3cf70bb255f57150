import type { Wants } from '../../shared/schemas/collect-order.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import type { Workspace } from './workspace.ts';

/** What a collection was last ordered to do: the options of its command, without what it does once only. */
export interface CollectionOrder {
  model?: string | undefined;
  endpoint?: string | undefined;
  vertex?: string | undefined;
  thinking?: string | undefined;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
  stream?: boolean | undefined;
  batch?: boolean | undefined;
  batchBy?: 'inline' | 'file' | undefined;
  byWorkers?: boolean | undefined;
  samples?: number | undefined;
  concurrency?: number | undefined;
  rpm?: number | undefined;
  tpm?: number | undefined;
  budgetUsd?: number | undefined;
  for?: string | undefined;
  untilUsable?: number | undefined;
  accept?: readonly string[] | undefined;
  purpose?: string | undefined;
  /** What of attempts, grades or labels is asked for. */
  wants?: Wants | undefined;
}

/** The last order of a collection, and whether it came to its end. */
export interface StoredOrder {
  order: CollectionOrder;
  orderedAt: string;
  /** Opaque id of who gave it. */
  actor: string;
  /** Null as long as something of it is to be done. */
  endedAt: string | null;
  /** Of the hash that the log has of its purpose, in hex. */
  salt?: string;
}

const NAMES = [
  'model',
  'endpoint',
  'vertex',
  'thinking',
  'temperature',
  'maxOutputTokens',
  'stream',
  'batch',
  'batchBy',
  'byWorkers',
  'samples',
  'concurrency',
  'rpm',
  'tpm',
  'budgetUsd',
  'for',
  'untilUsable',
  'accept',
  'purpose',
  'wants',
] as const satisfies readonly (keyof CollectionOrder)[];

const factOf = (collection: string): string => `order ${collection}`;

/** The last order of a collection; undefined where it was made before orders were kept, or asks nobody. */
export function orderOf({ facts }: Pick<Workspace, 'facts'>, collection: string): StoredOrder | undefined {
  const stored = facts.get(factOf(collection));
  return stored === undefined ? undefined : (JSON.parse(stored) as StoredOrder);
}

/**
 * Keeps what a collection is ordered to do, with an event where it was ordered something else before. The same order
 * again, where nothing is left to be done, writes nothing. To be called in a transaction.
 */
export function keepOrder(
  workspace: Workspace,
  collection: string,
  { actor, ...options }: CollectionOrder & { actor: string },
  hasWork: boolean,
): void {
  const order: CollectionOrder = Object.fromEntries(
    NAMES.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  const known = orderOf(workspace, collection);
  const isSame = known !== undefined && JSON.stringify(known.order) === JSON.stringify(order);
  if (isSame && (!hasWork || known.endedAt === null)) return;
  const orderedAt = isSame ? known.orderedAt : workspace.now().toISOString();
  const salt = (isSame ? known.salt : undefined) ?? workspace.randomHex(32);
  const stored: StoredOrder = { order, orderedAt, actor: isSame ? known.actor : actor, endedAt: null, salt };
  workspace.facts.put(factOf(collection), JSON.stringify(stored));
  if (isSame) return;
  const { purpose, ...told } = order;
  workspace.events.append({
    type: 'collection.ordered',
    actor,
    subject: collection,
    idem: `collection ${collection} ordered ${workspace.randomHex(8)}`,
    data: {
      budget_micro_usd: order.budgetUsd === undefined ? null : Math.round(order.budgetUsd * 1e6),
      order: JSON.stringify(told),
      purpose_salted_sha256: purpose === undefined ? null : saltedSha256(salt, purpose),
    },
  });
}

/** Notes that nothing of the last order is left to be done. To be called in a transaction. */
export function endOrder(workspace: Workspace, collection: string): void {
  const known = orderOf(workspace, collection);
  if (known === undefined || known.endedAt !== null) return;
  const ended: StoredOrder = { ...known, endedAt: workspace.now().toISOString() };
  workspace.facts.put(factOf(collection), JSON.stringify(ended));
}

/** What of a collection was last written into a file for another machine. */
export interface Exported {
  requests: number;
  exportedAt: string;
}

const exportOf = (collection: string): string => `exported ${collection}`;

/** Undefined where nothing ever was. */
export function exportedOf({ facts }: Pick<Workspace, 'facts'>, collection: string): Exported | undefined {
  const stored = facts.get(exportOf(collection));
  return stored === undefined ? undefined : (JSON.parse(stored) as Exported);
}

/** To be called in a transaction. */
export const keepExport = (
  { facts }: Pick<Workspace, 'facts'>,
  collection: string,
  exported: Exported,
): void => facts.put(exportOf(collection), JSON.stringify(exported));
