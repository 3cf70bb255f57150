import type { Workspace } from '../../db/workspace.ts';
import type { Canonical } from '../../ledger/canonical.ts';
import type { ReadEvent } from '../../ledger/verify-log.ts';

/** An event as an audit tells it. Proofs of it: `ledger prove SEQ`. */
export interface AuditEvent {
  seq: number;
  type: string;
  /** RFC 3339. */
  ts: string;
  /** Opaque id, and the name behind it where it is still known. */
  actor: string;
  name: string | null;
  subject: string;
  /** Leaf hash in the log, hex. */
  leaf: string;
  /** What it says; null where it speaks of very many things: `ledger export` has all of it. */
  data: Readonly<Record<string, Canonical>> | null;
}

/** Unit: bytes of a body. */
const LONG = 16_384;
/** Events of what a question shares with thousands of others: only those that speak of the whole are told. */
const OF_THE_WHOLE =
  /^(?:import|run|collection|traces|release|export|licence|takedown|terms|tier|policy|waiver|reviews?|results|training)\./;
/** Events that are read of one broad subject. */
const READ = 200;

/** Ids that an audit follows. */
export interface Subjects {
  /** The question, its traces and their flags: every event that speaks of one of them is told. */
  own: readonly string[];
  /** Source, import, runs, collections, releases: told where an event is about the whole of one. */
  shared: readonly string[];
}

/** Every event that speaks of the subjects, oldest first, and of waivers that their flags were lifted by. */
export function historyOf(workspace: Workspace, { own, shared }: Subjects): AuditEvent[] {
  const found = new Map<number, AuditEvent>();
  const take = (seq: number, isWanted: (event: AuditEvent) => boolean): void => {
    const event = found.get(seq) ?? eventAt(workspace, seq);
    if (event !== undefined && isWanted(event)) found.set(seq, event);
  };
  const { subjects } = workspace.events;
  for (const id of own) for (const seq of subjects.of(id)) take(seq, () => true);
  for (const id of shared)
    for (const seq of subjects.of(id, READ)) take(seq, ({ type }) => OF_THE_WHOLE.test(type));
  const waivers = [...found.values()].map(({ subject }) => subject).filter((id) => id.startsWith('waiver-'));
  for (const id of new Set(waivers)) for (const seq of subjects.of(id, READ)) take(seq, () => true);
  return [...found.values()].sort((a, b) => a.seq - b.seq);
}

function eventAt({ events, people }: Workspace, seq: number): AuditEvent | undefined {
  const sealed = events.bySeq(seq);
  if (sealed === undefined) return undefined;
  const { type, ts, actor, subject, data } = JSON.parse(
    Buffer.from(sealed.body).toString('utf8'),
  ) as ReadEvent;
  return {
    ...{ seq, type, ts, actor, subject },
    name: people.nameOf(actor),
    leaf: Buffer.from(sealed.leaf).toString('hex'),
    data: sealed.body.length > LONG ? null : data,
  };
}
