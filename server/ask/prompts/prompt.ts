import { createHash } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { parser } from '../../algorithms/parser.ts';

/** A file of data/prompts. A changed prompt is a new file with a new version, never an edit. */
const promptFileSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', description: 'What it is called.' }),
    version: Type.Integer({ minimum: 1 }),
    purpose: Type.String({ minLength: 1 }),
    system: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
    user: Type.String({ minLength: 1, description: 'With {{names}} for what is filled in.' }),
    reply: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
      description: 'JSON Schema that the reply must fit; null where any text is a reply.',
    }),
  },
  { additionalProperties: false },
);
const parseFile = parser(promptFileSchema);

export interface Prompt extends Static<typeof promptFileSchema> {
  /** Name and version, as stored with every reply: `grade@1`. */
  readonly ref: string;
  /** Of the bytes of the file, hex. */
  readonly sha256: string;
}

/**
 * Reads one prompt.
 * @param name of the file, `grade@1.json`: it must say the same as what is in it
 * @throws WinnowError `bad-input`
 */
export function parsePrompt(name: string, bytes: Uint8Array): Prompt {
  const what = `data/prompts/${name}`;
  const file = parseFile(jsonOf(bytes, what), what);
  const ref = `${file.id}@${file.version}`;
  if (name !== `${ref}.json`) {
    throw new WinnowError('bad-input', `${what} holds the prompt ${ref}; name the file ${ref}.json.`);
  }
  return { ...file, ref, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * Reads all prompts, by `ref`.
 * @throws WinnowError `bad-input`
 */
export const parsePrompts = (
  files: Iterable<readonly [name: string, bytes: Uint8Array]>,
): Map<string, Prompt> =>
  new Map(
    [...files].map(([name, bytes]) => {
      const prompt = parsePrompt(name, bytes);
      return [prompt.ref, prompt];
    }),
  );

/**
 * Puts values in place of `{{names}}`. What a value holds is never looked at again, so a value can hold `{{names}}`.
 * @throws WinnowError `failed` where the template and the values do not name the same things
 */
export function fill(template: string, values: Readonly<Record<string, string>>, ref: string): string {
  const named = new Set<string>();
  const text = template.replace(/\{\{([a-z]+)\}\}/g, (whole, name: string) => {
    named.add(name);
    return Object.hasOwn(values, name) ? (values[name] ?? '') : whole;
  });
  const odd = [
    ...[...named].filter((name) => !Object.hasOwn(values, name)),
    ...Object.keys(values).filter((name) => !named.has(name)),
  ];
  if (odd.length > 0) {
    throw new WinnowError('failed', `The prompt ${ref} and its values differ in ${odd.sort().join(', ')}.`);
  }
  return text;
}

function jsonOf(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new WinnowError('bad-input', `${what} is not valid JSON in UTF-8.`);
  }
}
