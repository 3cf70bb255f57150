import { WinnowError } from '../../shared/error.ts';
import { COMPLYING } from '../../shared/vocabulary/roles.ts';
import { finding } from '../comply/flag.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import { raiseFlags } from '../db/raise-flags.ts';
import type { ReleasedRow } from '../db/releases.ts';
import { settleFlags } from '../db/settle-flags.ts';
import type { Takedown, TakedownSubject } from '../db/takedowns.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { shown } from './fault.ts';
import { textFinder } from './text-finder.ts';

export interface TakingDown {
  kind: Takedown['kind'];
  /** Name of the source, id of the question (ours or the import's), or the text. */
  named: string;
  by: string;
  why: string;
  /** Only say what is affected. */
  dryRun?: boolean | undefined;
}

/** A release that holds rows that are to be taken down. */
export interface AffectedRelease {
  releaseId: string;
  policy: string;
  createdAt: string;
  runId: string | null;
  rows: { line: number; questionId: string; source: string }[];
}

/** The reply of `takedown`. */
export interface TakenDown {
  /** Null where nothing was recorded. */
  takedownId: string | null;
  kind: Takedown['kind'];
  sources: string[];
  questions: string[];
  /** Every release with such rows, oldest first. */
  releases: AffectedRelease[];
}

/**
 * Records that a source, a question or a text is to be taken down: what is in it is in no release from then on, and
 * the reserve steps in. Releases that went out are named with their lines, and stay as they are.
 * @throws WinnowError `not-found` where nothing is by that name; `bad-usage` without name or reason
 */
export function takeDown(workspace: Workspace, asked: TakingDown): TakenDown {
  const why = asked.why.trim();
  if (why === '' || why.length > 4000 || !why.isWellFormed())
    throw new WinnowError('bad-usage', '--why takes 1 to 4,000 characters: who asks, and on what grounds.');
  const subjects = subjectsOf(workspace, asked);
  const of = {
    sources: subjects.filter(({ type }) => type === 'source').map(({ subject }) => subject),
    questions: subjects.filter(({ type }) => type === 'question').map(({ subject }) => subject),
  };
  const releases = affected(workspace, workspace.releases.holding(of));
  const result = { kind: asked.kind, ...of, releases };
  if (asked.dryRun === true) return { takedownId: null, ...result };
  return workspace.write('takedown', () => ({
    takedownId: store(workspace, asked, why, subjects),
    ...result,
  }));
}

function subjectsOf(workspace: Workspace, { kind, named }: TakingDown): TakedownSubject[] {
  if (kind === 'source') {
    if (workspace.sources.all().some(({ name }) => name === named))
      return [{ type: 'source', subject: named }];
    throw new WinnowError(
      'not-found',
      `There is no source "${shown(named, 60)}"; winnow sources list shows them.`,
    );
  }
  const ids = kind === 'question' ? questionsNamed(workspace, named) : questionsHolding(workspace, named);
  return [...new Set(ids)].sort().map((subject) => ({ type: 'question', subject }));
}

/** All versions under an id: who asks for a question to be gone means each of them. */
function questionsNamed(workspace: Workspace, named: string): string[] {
  const found = workspace.questions.find(named);
  const sources = new Set(found.map(({ source }) => source));
  if (found.length === 0)
    throw new WinnowError('not-found', `There is no question ${shown(named, 60)} in the pool.`);
  if (sources.size > 1)
    throw new WinnowError(
      'conflict',
      `Several sources have a question ${shown(named, 60)}; name it by our id: ${found.map(({ questionId }) => questionId).join(', ')}.`,
    );
  return found.map(({ questionId }) => questionId);
}

function questionsHolding(workspace: Workspace, text: string): string[] {
  const holds = textFinder(text);
  const found: string[] = [];
  for (const { id, question, options, solution, answer } of workspace.questions.texts())
    if (holds([question, options, solution, answer])) found.push(id);
  for (const { id } of workspace.releases.all())
    for (const row of workspace.releases.rows(id)) {
      const trace = workspace.traces.byId(row.trace);
      if (trace !== undefined && holds([trace.thinking, trace.answer])) found.push(row.question);
    }
  if (found.length > 0) return found;
  throw new WinnowError('not-found', 'No question of the pool and no released trace holds this text.');
}

function affected({ releases, runs }: Workspace, rows: readonly ReleasedRow[]): AffectedRelease[] {
  return releases.all().flatMap(({ id: releaseId, policy, createdAt, run }) => {
    const own = rows.filter(({ release }) => release === releaseId);
    if (own.length === 0) return [];
    const lines = own.map(({ line, question: questionId, source }) => ({ line, questionId, source }));
    const runId = runs.byNumber(run)?.report.runId ?? null;
    return [{ releaseId, policy, createdAt, runId, rows: lines }];
  });
}

function store(
  workspace: Workspace,
  { kind, named, by }: TakingDown,
  why: string,
  subjects: readonly TakedownSubject[],
): string {
  const id = `takedown-${workspace.randomHex(8)}`;
  const salt = workspace.randomHex(32);
  const actor = actingPerson(workspace, by, COMPLYING);
  const takenAt = workspace.now().toISOString();
  const salted = (text: string): string => saltedSha256(salt, text);
  const { seq } = workspace.events.append({
    type: 'takedown.recorded',
    actor,
    subject: id,
    idem: `takedown ${id}`,
    data: {
      kind,
      named_salted_sha256: salted(named),
      why_salted_sha256: salted(why),
      subjects: subjects.map(({ type, subject }) => ({ type, subject })),
    },
  });
  workspace.takedowns.insert({ id, kind, named, why, salt, actor, takenAt, event: seq }, subjects);
  const flags = subjects.map(({ type, subject }) => ({
    ...finding('import', 'TAKEDOWN_NOTICE', { takedown: id, on: takenAt.slice(0, 10) }),
    subject: { type, id: subject },
  }));
  raiseFlags(workspace, flags, { actor, subject: id });
  return id;
}

/**
 * Lifts a takedown: what it was about may be released again, where nothing else stands in the way.
 * @throws WinnowError `not-found`; `conflict` for one that was lifted before
 */
export function liftTakedown(
  workspace: Workspace,
  id: string,
  { by, why }: { by: string; why: string },
): { takedownId: string; liftedAt: string } {
  if (why.trim() === '') throw new WinnowError('bad-usage', '--why takes at least one character.');
  return workspace.write('takedown lift', () => {
    const known = workspace.takedowns.byId(id);
    if (known === undefined)
      throw new WinnowError('not-found', `There is no takedown ${shown(id, 60)}; see: winnow takedown list`);
    if (known.liftedAt !== null)
      throw new WinnowError('conflict', `The takedown ${id} was lifted at ${known.liftedAt}.`);
    const actor = actingPerson(workspace, by, COMPLYING);
    const liftedAt = workspace.now().toISOString();
    workspace.takedowns.lift(id, liftedAt);
    workspace.events.append({
      type: 'takedown.lifted',
      actor,
      subject: id,
      idem: `takedown.lifted ${id}`,
      data: { why_salted_sha256: saltedSha256(known.salt, why.trim()), at: liftedAt },
    });
    settleFlags(workspace, 'flag.resolved', flagsOf(workspace, id), {
      actor,
      subject: id,
      why: 'the takedown was lifted',
    });
    return { takedownId: id, liftedAt };
  });
}

function flagsOf({ flags }: Workspace, takedown: string): string[] {
  const ids: string[] = [];
  for (const { flagId, evidence, state } of flags.each({ code: 'TAKEDOWN_NOTICE' }))
    if (evidence.takedown === takedown && state !== 'resolved') ids.push(flagId);
  return ids;
}
