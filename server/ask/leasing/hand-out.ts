import type { WorkerLease } from '../../db/worker-leases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { createGroup, type Group } from '../journal/group.ts';
import type { Limiter } from '../limiter/limiter.ts';
import type { Money } from '../loop/money.ts';
import { commandOf, type Told } from '../model/log.ts';
import type { Failed, Provider, Replied } from '../provider.ts';
import { LineFault } from '../providers/attempt.ts';
import type { Coming } from '../providers/network.ts';
import { adoptLease, forgiveCall } from './adopt.ts';
import type { Board } from './board.ts';
import { endOfJourney, isStop, type Journey, journeyOf, openLimiter } from './journey.ts';
import { type Carried, carriedBy } from './line.ts';
import type { LeaseEnd } from './lives.ts';
import { reckonLate } from './reckon.ts';
import { refusedFor } from './refused.ts';
import { comingOf } from './reply.ts';

/** How a collection has its calls made by workers. */
export interface HandOut {
  /** Makes calls by workers; the real limiter is asked when one leaves. */
  provider: Provider;
  /** For the loop, which waits for nobody: a call waits on the board. */
  limiter: Limiter;
  /** To be called in the transaction that closes a call. */
  ended: (call: number) => void;
  /**
   * What an item has cost that it will not have cost once it is asked: its lease goes on as another call. Unit: millionths
   * of a dollar.
   */
  credit: (ask: number | null) => number;
  /** Counts what replies cost that came beside others; resolves when that is stored. */
  reckon: () => Promise<void>;
  /** Ends it. */
  close: () => void;
}

export interface HandingOut {
  workspace: Workspace;
  told: Told;
  /** Which calls may leave, and when. */
  limiter: Limiter;
  money: Pick<Money, 'correct'>;
  now: () => number;
}

interface Desk extends HandingOut {
  board: Board;
  group: Group;
  /** By call, the lease whose reply it ends with. */
  used: Map<number, string>;
}

/**
 * Has the calls of a collection made by workers. The provider builds the request and reads what comes, as it does
 * without them; between the two the request waits on the board. A call whose item is still with a worker, by the lease
 * of an earlier call that was cut off, goes on with that lease: nothing is asked anew, and nothing paid twice.
 */
export function handOut(board: Board, by: HandingOut): HandOut {
  const { workspace, told, limiter, money } = by;
  const { teacher, collects, collection } = told;
  const group = createGroup(workspace, commandOf(collects), () => undefined);
  const desk: Desk = { ...by, board, group, used: new Map() };
  let reckoning = Promise.resolve();
  const reckon = (): Promise<void> => {
    reckoning = reckoning.then(() => reckonLate(workspace, told, money)).catch(() => undefined); // it waits for the next time
    return reckoning;
  };
  const provider: Provider = {
    name: teacher.provider.name,
    async ask(call, signal, leaving) {
      if (leaving === undefined) return teacher.provider.ask(call, signal);
      for (;;) {
        leaving.hasLeft = false;
        const journey = journeyOf(leaving);
        const courier = {
          carry: (request: Carried, cut: AbortSignal) => carry(desk, journey, request, cut),
        };
        const result = await carriedBy(courier, () => teacher.provider.ask(call, signal));
        if (!signal.aborted && (await goesElsewhere(desk, journey, result))) continue;
        return endOfJourney(journey, result, { signal, counts: teacher.quotaCounts ?? 'all', now: by.now() });
      }
    },
  };
  return {
    provider,
    limiter: openLimiter(limiter),
    ended(call) {
      const lease = desk.used.get(call);
      if (lease === undefined) return;
      desk.used.delete(call);
      workspace.workerLeases.done(lease);
    },
    credit: (ask) => (ask === null ? 0 : creditOf(workspace, board, ask)),
    reckon,
    close: board.listen(collection, () => void reckon()),
  };
}

/**
 * Whether a call goes to somebody else: it was refused for what its worker has of its own, which is put aside, and
 * another one is there. Such a reply is of no use and was not billed; it is dropped before the call leaves again.
 */
async function goesElsewhere(desk: Desk, journey: Journey, result: Replied | Failed): Promise<boolean> {
  const { board, group, workspace, told, used } = desk;
  const { brought, permit, leaving } = journey;
  const why = refusedFor(told.teacher.provider.name, result);
  if (brought === null || why === null) return false;
  const { lease, url, session } = brought;
  if (!board.putAside(session, { provider: wireOf(told), url, why })) return false;
  permit?.settle(0);
  used.delete(leaving.call);
  await group.add(() => workspace.workerLeases.done(lease));
  return true;
}

/** Whose wire format the calls speak. */
const wireOf = ({ teacher }: Told): 'gemini' | 'openai' =>
  teacher.provider.name === 'gemini' ? 'gemini' : 'openai';

function creditOf({ workerLeases, calls }: Workspace, board: Board, ask: number): number {
  const row = workerLeases
    .ofAsk(ask)
    .find(({ state, id }) => state === 'replied' || (state === 'out' && board.mayLive(id)));
  const call = row === undefined ? undefined : calls.byNumber(row.call);
  return call?.costMicroUsd === null ? (call.chargedMicroUsd ?? 0) : 0;
}

/** Has one request carried: by an earlier lease, or by whoever takes it. Cut off, it is left to the next time. */
async function carry(desk: Desk, journey: Journey, request: Carried, cut: AbortSignal): Promise<Coming> {
  const { call, ask } = journey.leaving;
  const abandon = (): void => desk.board.abandon(call, ask);
  cut.addEventListener('abort', abandon, { once: true });
  try {
    const end = (await earlier(desk, journey)) ?? (await offered(desk, journey, request));
    return await arrived(desk, journey, request.url, end);
  } catch (cause) {
    if (isStop(cause)) journey.closed = cause;
    throw cause;
  } finally {
    cut.removeEventListener('abort', abandon);
  }
}

/** What an earlier call of the item left with a worker, as far as this one can go on with it. */
async function earlier(desk: Desk, { leaving }: Journey): Promise<LeaseEnd | null> {
  const { workspace, told, board, group, money } = desk;
  const { workerLeases: leases } = workspace;
  for (const row of leases.ofAsk(leaving.ask)) {
    const stored = row.state === 'replied' ? leases.replyOf(row.id) : undefined;
    if (stored !== undefined) return { end: 'reply', lease: row.id, stored, session: null };
    if (row.state === 'unsent') money.correct(-(await group.add(() => forgiveCall(workspace, told, row))));
    if (row.state !== 'out' || !board.mayLive(row.id)) continue;
    leaving.hasLeft = true;
    const end = board.resume(row);
    await adopt(desk, row, leaving.call);
    const came = await end;
    if (came.end !== 'unsent') return came;
    leaving.hasLeft = false;
  }
  return null;
}

async function adopt({ workspace, told, group, money }: Desk, row: WorkerLease, call: number): Promise<void> {
  money.correct(-(await group.add(() => adoptLease(workspace, told, row, call))));
}

function offered(desk: Desk, journey: Journey, request: Carried): Promise<LeaseEnd> {
  const { board, limiter, told } = desk;
  const { leaving } = journey;
  const { call, ask, tokens, dispatch } = leaving;
  const offer = {
    ...{ collection: told.collection, call, ask, request },
    provider: wireOf(told),
    admit: () => limiter.acquire(tokens, dispatch),
    left(permit: NonNullable<Journey['permit']>) {
      leaving.hasLeft = true;
      journey.permit = permit;
    },
    back() {
      leaving.hasLeft = false;
      journey.permit?.settle(0);
      journey.permit = null;
    },
  };
  return board.offer(offer, dispatch);
}

/** @throws LineFault where nothing came */
async function arrived(desk: Desk, journey: Journey, url: string, end: LeaseEnd): Promise<Coming> {
  const { leaving } = journey;
  if (end.end === 'unsent') throw new LineFault({ why: 'stopped', message: 'No worker took it.' });
  leaving.hasLeft = true;
  if (end.end === 'lost')
    throw new LineFault({ why: 'network', message: 'The worker that had it fell silent.' });
  const row = desk.workspace.workerLeases.byId(end.lease);
  if (row !== undefined && row.call !== leaving.call) await adopt(desk, row, leaving.call);
  desk.used.set(leaving.call, end.lease);
  journey.brought = { lease: end.lease, url, session: end.session };
  const { coming, latencyMs } = comingOf(end.stored);
  journey.latencyMs = latencyMs;
  return coming;
}
