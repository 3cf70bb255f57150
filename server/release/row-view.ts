import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { RowView } from '../../shared/schemas/release-plan.ts';
import type { Workspace } from '../db/workspace.ts';
import { DEFAULT_TEMPLATE } from './build.ts';
import { releasedRows } from './choice.ts';
import { promptAndCompletion, tokensBy, wholeText } from './formats/template.ts';
import { choiceOf, type RowsWanted } from './outlook.ts';
import { canonicalRow } from './provenance.ts';
import { originReader } from './rows.ts';
import { systemOf, type Templates, templateNamed } from './training/templates.ts';

export interface RowWanted extends RowsWanted {
  template?: string | undefined;
  /** Said before the question in place of the template's own. */
  system?: string | undefined;
  blockSize?: number | undefined;
  /** Its number, from 1; rows for validation come last. */
  row: number;
}

/**
 * A row as a trainer would read it, in the parts that a loss tells apart.
 * @throws WinnowError `bad-usage` for an unknown template or teacher, or a system text that no row can carry, `not-found` where there is no such row
 */
export function rowView(
  workspace: Workspace,
  wanted: RowWanted,
  { countTokens, templates }: { countTokens: (text: string) => number; templates: Templates },
): RowView {
  const template = templateNamed(templates, wanted.template ?? DEFAULT_TEMPLATE);
  const count = tokensBy(template, countTokens);
  const rows = releasedRows(choiceOf(workspace, wanted));
  const chosen = rows[wanted.row - 1];
  if (chosen === undefined)
    throw new WinnowError(
      'not-found',
      `There is no row ${wanted.row}; the release would have ${rows.length}.`,
    );
  const origin = originReader(workspace)(chosen);
  const row = canonicalRow(
    origin,
    promptOf(origin.question.question, origin.question.options),
    systemOf(wanted.system),
  );
  const { prompt, completion } = promptAndCompletion(template, row);
  const whole = wholeText(template, row);
  const end = whole.slice(prompt.length + completion.length);
  const part = (text: string, learnt: boolean) => ({ text, tokens: count(text), learnt });
  const parts = [part(prompt, false), part(completion, true), ...(end === '' ? [] : [part(end, false)])];
  return {
    row: wanted.row,
    rows: rows.length,
    questionId: row.id,
    traceId: chosen.trace,
    source: origin.question.source,
    template: `${template.template}@${template.version}`,
    parts,
    tokens: count(whole),
    learnt: parts[1]?.tokens ?? 0,
    cutAt: wanted.blockSize === undefined ? null : cutOf(whole, wanted.blockSize, count),
  };
}

/**
 * Where a text is cut that may have so many tokens: the longest beginning that has no more, found by halving. Null
 * where all of it fits.
 */
export function cutOf(text: string, most: number, countTokens: (text: string) => number): number | null {
  if (countTokens(text) <= most) return null;
  let [fits, breaks] = [0, text.length];
  while (breaks - fits > 1) {
    const middle = (fits + breaks) >> 1;
    if (countTokens(text.slice(0, middle)) <= most) fits = middle;
    else breaks = middle;
  }
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(fits - 1));
  return isHalf ? fits - 1 : fits;
}
