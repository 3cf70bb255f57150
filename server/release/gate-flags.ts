import { finding } from '../comply/flag.ts';
import type { LicenceTable } from '../comply/licence-table.ts';
import { incompatible, type LinedFinding, releaseFindings } from '../comply/release-findings.ts';
import { type ReleaseLicence, releaseLicence } from '../comply/release-licence.ts';
import type { TermsRegistry } from '../comply/shipped.ts';
import { changedTerms, staleTerms } from '../comply/terms-age.ts';
import { flagId, type RaisedFlag } from '../db/raise-flags.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { configOf } from '../decide/config-of.ts';
import { type GateRow, termsOf } from './gate-rows.ts';
import { linesBy } from './lines.ts';

/** A flag that touches rows. It may have to be raised yet. */
export interface Touching {
  id: string;
  /** Null for one that stands in the log and that nothing here would raise. */
  raised: RaisedFlag | null;
  code: RaisedFlag['code'];
  rows: Set<number>;
  /** Whose act it follows from, where that is not whoever releases. */
  actor: string | null;
}

/** Gathers flags by id, with their rows. */
export function touchingFlags() {
  const all = new Map<string, Touching>();
  const touch = (flag: Omit<Touching, 'rows'>, rows: Iterable<number>): void => {
    const known = all.get(flag.id) ?? { ...flag, rows: new Set<number>() };
    for (const row of rows) known.rows.add(row);
    all.set(flag.id, known);
  };
  return {
    all,
    add: (raised: RaisedFlag, rows: Iterable<number>, actor: string | null = null): void =>
      touch({ id: flagId(raised), raised, code: raised.code, actor }, rows),
    stored: (id: string, code: RaisedFlag['code'], rows: Iterable<number>): void =>
      touch({ id, raised: null, code, actor: null }, rows),
  };
}

export type TouchingFlags = ReturnType<typeof touchingFlags>;

/** Flags of the log about the traces and questions of the rows, and what a source said otherwise before. */
export function touchStored(
  flags: TouchingFlags,
  tables: Pick<Tables, 'flags'>,
  rows: readonly GateRow[],
): void {
  for (const [type, lines] of [
    ['trace', linesBy(rows, ({ trace }) => [trace.id])],
    ['question', linesBy(rows, ({ question }) => [question.questionId])],
  ] as const)
    for (const { id, code, subject } of tables.flags.ofSubjects(type, [...lines.keys()]))
      flags.stored(id, code, lines.get(subject) ?? []);
  for (const source of new Set(rows.map(({ origin }) => origin.source)))
    for (const { flagId: id, code, evidence } of tables.flags.each({
      subject: source,
      code: 'LICENCE_CHANGED',
    }))
      if ('before' in evidence)
        flags.stored(
          id,
          code,
          rows
            .filter(({ origin }) => origin.source === source && origin.declared === evidence.declared)
            .map(({ line }) => line),
        );
}

/** Findings about the release as a whole. What the run has a flag for stands under that one: one flag says it. */
export function touchWhole(
  flags: TouchingFlags,
  tables: Pick<Tables, 'flags'>,
  { report: { runId } }: StoredRun,
  findings: readonly LinedFinding[],
): void {
  const ofRun = new Map(tables.flags.ofSubjects('run', [runId]).map(({ code, id }) => [code, id]));
  for (const { finding: one, rows } of findings) {
    const own = ofRun.get(one.code);
    if (own === undefined) flags.add({ ...one, subject: { type: 'release', id: runId } }, rows);
    else flags.stored(own, one.code, rows);
  }
}

/** Everything that is said of the release as a whole, but for reviews and waivers. */
export function wholeFindings(
  run: StoredRun,
  rows: readonly GateRow[],
  { licences, terms, at }: { licences: LicenceTable; terms: TermsRegistry; at: string },
): { findings: LinedFinding[]; licence: ReleaseLicence } {
  const linesOf = linesBy(rows, ({ licence }) => licence.licences.map(({ id }) => id));
  const bound = [...linesOf].flatMap(([id, lines]) => {
    const licence = licences.licences.get(id);
    return licence === undefined ? [] : [{ licence, rows: lines.length }];
  });
  const together = releaseLicence(licences, bound);
  const estimated = rows.filter(
    ({ chosen }) => !['attempts', 'attempt'].includes(chosen.decision.signals.difficultyFrom),
  );
  return {
    licence: together,
    findings: [
      ...releaseFindings(runFacts(run), { rows: rows.length, estimated: estimated.map(({ line }) => line) }),
      ...incompatible(together, (id) => linesOf.get(id) ?? []),
      ...termsFindings(rows, terms, at),
    ],
  };
}

function runFacts({ recipe, report }: StoredRun) {
  const applied = (name: string) => report.funnel.some(({ stage, applied: is }) => stage === name && is);
  const difficulty = configOf(recipe, 'difficulty');
  return {
    benchmarksChecked: applied('overlap') && configOf(recipe, 'overlap')?.mode !== 'off',
    asksDifficulty: difficulty !== undefined && difficulty.mode !== 'off',
  };
}

function termsFindings(rows: readonly GateRow[], terms: TermsRegistry, at: string): LinedFinding[] {
  const linesOf = linesBy(rows, ({ collection }) => termsOf(collection));
  return [...linesOf].flatMap(([ref, lines]) => {
    const entries = terms.entries.filter(({ id }) => id === ref);
    return [...staleTerms(entries, at, 'release'), ...changedTerms(terms, [ref], at)].map((one) => ({
      finding: one,
      rows: lines,
    }));
  });
}

/** A question that a run kept with a note of its overlap, or that a person since found to overlap. */
export function contaminated(
  { overlapRulings }: Pick<Tables, 'overlapRulings'>,
  { recipe }: StoredRun,
  rows: readonly GateRow[],
): { flag: RaisedFlag; line: number }[] {
  const noted = configOf(recipe, 'overlap')?.mode === 'note';
  const ruled = new Map(
    overlapRulings
      .all()
      .filter(({ verdict }) => verdict === 'overlap')
      .map(({ question, benchmark, item }) => [question, { benchmark, item }]),
  );
  return rows.flatMap(({ question, chosen, line }) => {
    const match = ruled.get(question.questionId) ?? (noted ? noteOf(chosen.decision.evidence) : null);
    if (match === null) return [];
    const subject = { type: 'question', id: question.questionId } as const;
    return [{ flag: { ...finding('release', 'BENCHMARK_CONTAMINATED', { ...match }), subject }, line }];
  });
}

/** Notes stand beside the evidence of a decision, each with its reason. */
function noteOf(evidence: Readonly<Record<string, unknown>>): { benchmark: string; item: string } | null {
  const notes = (Array.isArray(evidence.notes) ? evidence.notes : []) as Record<string, unknown>[];
  const note = notes.find(({ reason }) => reason === 'benchmark-overlap');
  return note === undefined ? null : { benchmark: String(note.benchmark), item: String(note.itemId) };
}
