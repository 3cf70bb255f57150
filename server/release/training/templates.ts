import { WinnowError } from '../../../shared/error.ts';
import { type Template, templateSchema } from '../../../shared/schemas/training.ts';
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

/** @throws WinnowError `bad-usage` for a name that no template has */
export function templateNamed(templates: Templates, name: string): Template {
  const template = templates.get(name);
  if (template !== undefined) return template;
  throw new WinnowError(
    'bad-usage',
    `There is no template ${name.slice(0, 60)}; there are ${[...templates.keys()].join(', ')}.`,
  );
}
