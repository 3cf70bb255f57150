import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Template } from '../../shared/schemas/training.ts';
import type { Workspace } from '../db/workspace.ts';
import { merkleTree } from '../ledger/merkle.ts';
import type { Choice, Chosen } from './choice.ts';
import type { FolderWriter } from './folder.ts';
import { type CanonicalRow, type Format, jsonLine } from './formats/format.ts';
import { s1Text } from './formats/s1.ts';
import { promptAndCompletion, tokensBy, wholeText } from './formats/template.ts';
import { twinFiles } from './formats/twin.ts';
import { canonicalRow, type Origin, provenanceOf, type Split } from './provenance.ts';
import { aboutReader } from './row-about.ts';
import { type Composition, compositionTally, type RowTokens } from './tally.ts';

export interface RowEffects {
  /** Tokens of the Qwen2.5 tokenizer; each of its added tokens, as `<|im_end|>`, counts as one. */
  countTokens: (text: string) => number;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** What the rows came to. */
export interface WrittenRows {
  /** Sources, traces and domains of every row; tokens of those that are trained on. */
  composition: Composition;
  /** RFC 9162 root over the lines of provenance.jsonl, hex. */
  datasetRoot: string;
  /** Tokens of the whole text of each row that is trained on, by the template. */
  lengths: readonly number[];
  /** SHA-256 over the ids of the rows that are trained on in their order, a line each, hex. */
  rowsSha256: string;
  /** The rows that are held back; null where there are none. */
  validation: WrittenValidation | null;
  /** Of every row the SHA-256 of its line in each format and in provenance.jsonl, hex. */
  lines: readonly Readonly<Record<string, string>>[];
}

/** What the rows for validation came to. */
export interface WrittenValidation {
  rows: number;
  rowsSha256: string;
  /** Tokens of the whole text of each, by the template. */
  lengths: readonly number[];
  /** The longest text of a row, by the template or as `s1`. Unit: tokens. */
  longest: number;
}

/** What is written of them and how. */
export interface RowPlan {
  choice: Pick<Choice, 'rows' | 'validation'>;
  formats: readonly Format[];
  template: Template;
  /** Said before every question, in place of the template's own. */
  system?: string | undefined;
}

/** Rows between two breaths, in which others may work and a stop is noticed. */
const BREATH = 64;

/**
 * Writes every row into every format and its line into provenance.jsonl, one row in memory at a time: those that are
 * trained on first, then those that are held back, in files of their own.
 * @throws WinnowError `stopped` when the signal is given
 */
export async function writeRows(
  workspace: Workspace,
  folder: FolderWriter,
  { choice: { rows, validation }, ...plan }: RowPlan,
  effects: RowEffects,
): Promise<WrittenRows> {
  const provenance = folder.open('provenance.jsonl');
  const tally = compositionTally();
  const tree = merkleTree();
  const lines: Record<string, string>[] = [];
  const total = rows.length + validation.rows.length;
  const book: Book = {
    originOf: originReader(workspace),
    countTokens: effects.countTokens,
    add(line, hashes) {
      tree.add(Buffer.from(line, 'utf8'));
      provenance.write(`${line}\n`);
      lines.push({ ...hashes, provenance: createHash('sha256').update(line).digest('hex') });
      effects.progress(lines.length, total);
    },
    next: () => lines.length + 1,
    tally,
    breathe: async () => {
      await setImmediate();
      if (effects.signal.aborted)
        throw new WinnowError('stopped', 'The release was stopped; nothing was written.');
    },
  };
  const trained = await writeSplit(folder, { split: 'train', rows, ...plan }, book);
  const held =
    validation.rows.length === 0
      ? null
      : await writeSplit(folder, { split: 'validation', rows: validation.rows, ...plan }, book);
  provenance.close();
  const datasetRoot = Buffer.from(tree.root()).toString('hex');
  const { lengths, rowsSha256 } = trained;
  return { composition: tally.composition(), lengths, datasetRoot, rowsSha256, validation: held, lines };
}

/** What goes on from one split to the next. */
interface Book {
  originOf: (chosen: Chosen) => Origin;
  countTokens: RowEffects['countTokens'];
  /** @param line of provenance.jsonl @param hashes of the line in each format */
  add(line: string, hashes: Record<string, string>): void;
  /** Number of the next line of provenance.jsonl. */
  next(): number;
  tally: ReturnType<typeof compositionTally>;
  breathe(): Promise<void>;
}

interface SplitPlan extends Omit<RowPlan, 'choice'> {
  split: Split;
  rows: readonly Chosen[];
}

async function writeSplit(
  folder: FolderWriter,
  { split, rows, formats, template, system }: SplitPlan,
  book: Book,
): Promise<WrittenValidation> {
  const data = formats.map((format) =>
    twinFiles(folder, format, { template, split, hasSystem: system !== undefined }),
  );
  const ids = createHash('sha256');
  const lengths: number[] = [];
  let longest = 0;
  for (const [i, chosen] of rows.entries()) {
    if (i % BREATH === 0) await book.breathe();
    const origin = book.originOf(chosen);
    const prompt = promptOf(origin.question.question, origin.question.options);
    const row = canonicalRow(origin, prompt, system);
    const hashes = Object.fromEntries(data.map((file) => [file.format, file.add(row)]));
    const place = { line: book.next(), split, splitLine: i + 1 };
    book.add(jsonLine(provenanceOf(place, hashes, origin)), hashes);
    ids.update(`${row.id}\n`);
    const tokens = tokensOf(row, origin, template, book.countTokens);
    book.tally.add(origin, split === 'train' ? tokens : null);
    lengths.push(tokens.text);
    longest = Math.max(longest, tokens.text, tokens.s1);
  }
  for (const file of data) file.close();
  return { rows: rows.length, rowsSha256: ids.digest('hex'), lengths, longest };
}

/** The tokens of a trace were counted when it was stored; where they were not, they are now. */
const tokensOf = (
  row: CanonicalRow,
  { trace }: Origin,
  template: Template,
  countTokens: (text: string) => number,
): RowTokens => ({
  prompt: countTokens(row.question),
  trace: trace.tokens ?? countTokens(row.trace),
  answer: countTokens(row.answer),
  s1: countTokens(s1Text(row)),
  text: tokensBy(template, countTokens)(wholeText(template, row)),
  learnt: tokensBy(template, countTokens)(promptAndCompletion(template, row).completion),
});

/** Reads all that is known of a chosen row. */
export function originReader(workspace: Workspace): (chosen: Chosen) => Origin {
  const teachers = new Map(workspace.collections.all().map(({ id, teacher }) => [id, teacher]));
  const imports = new Map(workspace.imports.all().map(({ id, files }) => [id, files]));
  const concludedOf = workspace.licenceConclusions.reader();
  const aboutOf = aboutReader(workspace);
  return ({ decision, trace: traceId }) => {
    const question = workspace.questions.byId(decision.questionId);
    const trace = workspace.traces.byId(traceId);
    if (question === undefined || trace === undefined)
      throw new WinnowError('failed', `The workspace has lost question ${decision.questionId} or its trace.`);
    const file = imports.get(question.importId)?.[question.file];
    const said = concludedOf(question.source, question.license);
    const concluded = said === undefined ? null : { id: said.id, spdx: said.spdx };
    const teacher = teachers.get(trace.collection) ?? '';
    return { decision, question, trace, teacher, concluded, file, about: aboutOf(question, trace) };
  };
}
