import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Template } from '../../shared/schemas/training.ts';
import type { Workspace } from '../db/workspace.ts';
import { merkleTree } from '../ledger/merkle.ts';
import type { FolderWriter } from './folder.ts';
import { type CanonicalRow, type Format, jsonLine } from './formats/format.ts';
import { s1Text } from './formats/s1.ts';
import { promptAndCompletion, wholeText } from './formats/template.ts';
import { twinFiles } from './formats/twin.ts';
import { canonicalRow, type Origin, provenanceOf } from './provenance.ts';
import type { Chosen } from './select.ts';
import { type Composition, compositionTally, type RowTokens } from './tally.ts';

export interface RowEffects {
  /** Tokens of the Qwen2.5 tokenizer; each of its added tokens, as `<|im_end|>`, counts as one. */
  countTokens: (text: string) => number;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** What the rows came to. */
export interface WrittenRows {
  composition: Composition;
  /** RFC 9162 root over the lines of provenance.jsonl, hex. */
  datasetRoot: string;
  /** Tokens of the whole text of each row by the template. */
  lengths: readonly number[];
  /** SHA-256 over the ids of the rows in their order, a line each, hex. */
  rowsSha256: string;
}

/** What is written of them and how. */
export interface RowPlan {
  rows: readonly Chosen[];
  formats: readonly Format[];
  template: Template;
}

/** Rows between two breaths, in which others may work and a stop is noticed. */
const BREATH = 64;

/**
 * Writes every row into every format and its line into provenance.jsonl, one row in memory at a time.
 * @throws WinnowError `stopped` when the signal is given
 */
export async function writeRows(
  workspace: Workspace,
  folder: FolderWriter,
  { rows, formats, template }: RowPlan,
  effects: RowEffects,
): Promise<WrittenRows> {
  const originOf = originReader(workspace);
  const data = formats.map((format) => twinFiles(folder, format, template, 'train'));
  const provenance = folder.open('provenance.jsonl');
  const tally = compositionTally();
  const tree = merkleTree();
  const ids = createHash('sha256');
  for (const [i, chosen] of rows.entries()) {
    if (i % BREATH === 0) await setImmediate();
    if (effects.signal.aborted)
      throw new WinnowError('stopped', 'The release was stopped; nothing was written.');
    const origin = originOf(chosen);
    const row = canonicalRow(origin, promptOf(origin.question.question, origin.question.options));
    const lines = Object.fromEntries(data.map((file) => [file.format, file.add(row)]));
    const line = jsonLine(provenanceOf(i + 1, lines, origin));
    tree.add(Buffer.from(line, 'utf8'));
    provenance.write(`${line}\n`);
    ids.update(`${row.id}\n`);
    tally.add(origin, tokensOf(row, origin, template, effects.countTokens));
    effects.progress(i + 1, rows.length);
  }
  for (const file of [...data, provenance]) file.close();
  return {
    composition: tally.composition(),
    lengths: tally.textLengths(),
    datasetRoot: Buffer.from(tree.root()).toString('hex'),
    rowsSha256: ids.digest('hex'),
  };
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
  text: countTokens(wholeText(template, row)),
  learnt: countTokens(promptAndCompletion(template, row).completion),
});

function originReader(workspace: Workspace): (chosen: Chosen) => Origin {
  const teachers = new Map(workspace.collections.all().map(({ id, teacher }) => [id, teacher]));
  const imports = new Map(workspace.imports.all().map(({ id, files }) => [id, files]));
  return ({ decision, trace: traceId }) => {
    const question = workspace.questions.byId(decision.questionId);
    const trace = workspace.traces.byId(traceId);
    if (question === undefined || trace === undefined)
      throw new WinnowError('failed', `The workspace has lost question ${decision.questionId} or its trace.`);
    const file = imports.get(question.importId)?.[question.file];
    return { decision, question, trace, teacher: teachers.get(trace.collection) ?? '', file };
  };
}
