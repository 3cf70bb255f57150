import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Run } from '../../../shared/schemas/decision.ts';
import type { Recipe } from '../../../shared/schemas/recipe.ts';
import { type Coded, CodedBuilder } from '../../algorithms/columns/coded.ts';
import { raiseFlags } from '../../db/raise-flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Decided } from '../../decide/decide.ts';
import type { Verdict } from '../../decide/verdict.ts';
import { estimatedFlags } from '../estimates.ts';
import type { Identity } from '../facts/identity.ts';
import type { Head } from '../heads.ts';
import { pin } from '../pins.ts';
import { hashLines, linesOf } from '../pool.ts';
import { decisionRow, runEvent, tellDecisions } from '../store.ts';
import type { DroppedRow } from './columns.ts';
import { countPool, keepPoolCounts } from './counts.ts';
import { type DecisionsPlace, decisionsDir, placeFor } from './place.ts';
import type { ShardPool } from './shard-pool.ts';
import { sweepDecisions } from './sweep.ts';
import { type DroppedRows, writeDropped } from './write-dropped.ts';

export interface OverShards {
  recipe: Recipe;
  actor: string;
  pool: ShardPool;
  decisions?: DecisionsPlace | undefined;
}

/**
 * Stores a run over a pool that stays as shards: the ranked questions with their texts and decisions in the database,
 * with the event that names the files in which those of all others lie. The files are on the disk before that; killed
 * in between, they are of no run and are written anew.
 */
export function storeOverShards(
  workspace: Workspace,
  { recipe, actor, pool, decisions }: OverShards,
  report: Run,
  decided: Decided,
  identity: Identity,
): Run {
  const { verdicts } = decided;
  const { heads } = identity;
  const ranked = Array.from(verdicts.passed()).filter((at) => verdicts.at(at).rank !== null);
  const place = placeFor(pool.at.folder, decisions);
  const dir = decisionsDir(workspace, pool.at.folder, place, report.runId);
  sweepDecisions(dirname(dir), workspace.now());
  const keep = pool.toKeep(ranked.map((at) => heads.numberAt(at)));
  const told = tellDecisions(decided);
  const files = writeDropped(dir, droppedIn(decided, identity));
  const counts = countPool(verdicts, heads);
  const storedWith = (hash: string): Run => ({
    ...report,
    shards: {
      ...{ pool: pool.id, sources: pool.sources === null ? null : [...pool.sources], place },
      files: files.length,
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: hashLines(linesOf(files, ({ path, sha256 }) => `${path} ${sha256}`)),
      counts: hash,
    },
  });
  try {
    return workspace.write('run', () => {
      keep(actor);
      const stored = storedWith(keepPoolCounts(workspace, counts));
      const run = workspace.runs.insert(recipe, stored, pin(workspace, identity));
      const numbers = new Map<string, number>();
      for (const at of ranked) {
        const n = workspace.questions.key(heads.idAt(at))?.n ?? 0;
        numbers.set(heads.idAt(at), n);
        workspace.decisions.insert(run, decisionRow(verdicts.at(at), n));
      }
      if (told.rows !== null) workspace.runRows.insert(run, told.rows);
      storeEdges(workspace, run, decided, numbers);
      workspace.decisionFiles.insert(run, files);
      workspace.events.append(runEvent(stored, told, actor));
      raiseFlags(workspace, estimatedFlags(stored), { actor, subject: stored.runId });
      return stored;
    });
  } catch (cause) {
    rmSync(dir, { recursive: true, force: true });
    throw cause;
  }
}

/** Pairs of ranked questions that are one: a release keeps those together. The others lie in the evidence of the dropped. */
function storeEdges(
  { duplicates }: Workspace,
  run: number,
  decided: Decided,
  numbers: ReadonlyMap<string, number>,
): void {
  for (const { a, b, similarity, rule } of decided.duplicates.edges) {
    const [first, second] = [numbers.get(a), numbers.get(b)];
    if (first !== undefined && second !== undefined)
      duplicates.insertEdge(run, { a: first, b: second, similarity, rule });
  }
}

/** Decisions of those without a rank, by stage and reason. */
function* droppedIn({ verdicts }: Decided, { heads }: Identity): Generator<DroppedRows> {
  const outcomes = new CodedBuilder<string>(verdicts.length);
  for (const { stage, reason, rank } of verdicts)
    outcomes.push(rank !== null || reason === null ? '' : `${stage} ${reason}`);
  const { values, codes } = outcomes.end();
  for (const [code, outcome] of values.entries()) {
    if (outcome === '') continue;
    const [stage = '', reason = ''] = outcome.split(' ');
    const places = placesOf(codes, code).sort((a, b) => heads.numberAt(a) - heads.numberAt(b));
    yield { stage, reason, rows: linesIn(places, (at) => droppedRow(verdicts.at(at), heads.at(at))) };
  }
}

/** Where a code stands. */
function placesOf(codes: Coded<string>['codes'], code: number): Uint32Array {
  let count = 0;
  for (const one of codes) if (one === code) count++;
  const places = new Uint32Array(count);
  count = 0;
  codes.forEach((one, place) => {
    if (one === code) places[count++] = place;
  });
  return places;
}

function* linesIn<T>(places: Uint32Array, rowAt: (place: number) => T): Generator<T> {
  for (const place of places) yield rowAt(place);
}

function droppedRow(verdict: Verdict, head: Head): DroppedRow {
  const row = decisionRow(verdict, head.n);
  return {
    ...{ id: head.id, external_id: head.externalId, source: head.source, license: head.license },
    ...{ stage: row.stage, reason: row.reason ?? '', question: row.question },
    ...{ domain: row.domain, domain_from: row.domainFrom, domain_confidence: row.domainConfidence ?? null },
    ...{ length: row.length, length_from: row.lengthFrom },
    ...{ difficulty: row.difficulty, difficulty_from: row.difficultyFrom },
    ...{ margins: row.margins, evidence: row.evidence },
  };
}
