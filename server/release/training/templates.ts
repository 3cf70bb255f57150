import { WinnowError } from '../../../shared/error.ts';
import { LONGEST_SYSTEM } from '../../../shared/schemas/release-plan.ts';
import { type Template, templateSchema } from '../../../shared/schemas/training.ts';
import { stripEdges } from '../../../shared/strip-edges.ts';
import { textFault } from '../../../shared/vocabulary/traces.ts';
import { parser } from '../../algorithms/parser.ts';

const parse = parser(templateSchema);

/** Templates by name, the newest version of each. */
export type Templates = ReadonlyMap<string, Template>;

/**
 * @param files the files of `data/training/templates`
 * @throws WinnowError `bad-input` naming the file that does not fit its schema
 */
export function parseTemplates(files: readonly { name: string; data: unknown }[]): Templates {
  const newest = new Map<string, Template>();
  for (const { name, data } of files) {
    const one = parse(data, name);
    if ((newest.get(one.template)?.version ?? 0) < one.version) newest.set(one.template, one);
  }
  return newest;
}

/** A template that says something else before every question. */
export const withSystem = (template: Template, system: string | undefined): Template =>
  system === undefined ? template : { ...template, system };

/** What is to be said before every question. @throws WinnowError `bad-usage` where nothing or a marker is */
export function systemOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const system = stripEdges(text);
  const fault = !system.isWellFormed() || system.includes('\0') ? 'no text' : textFault([system]);
  if (fault === null && system.length <= LONGEST_SYSTEM) return system;
  throw new WinnowError(
    'bad-usage',
    `The system text (--system) has to be 1 to ${LONGEST_SYSTEM} characters without control tokens of a tokenizer${fault === null ? '' : ` (this is ${fault})`}.`,
  );
}

/** @throws WinnowError `bad-usage` for a name that no template has */
export function templateNamed(templates: Templates, name: string): Template {
  const template = templates.get(name);
  if (template !== undefined) return template;
  throw new WinnowError(
    'bad-usage',
    `There is no template ${name.slice(0, 60)}; there are ${[...templates.keys()].join(', ')}.`,
  );
}
