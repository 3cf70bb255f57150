import { Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { oneJsonObject } from '../../algorithms/one-json-object.ts';
import { type Parser, parser } from '../../algorithms/parser.ts';

/** What a reply says, or a sentence that says why it can not be used. */
export type ParsedReply<T> = { value: T } | { fault: string };

/**
 * A strict reader of replies: exactly one JSON object that fits the schema and carries the code of the task.
 * Compiled on first use.
 * @param schema JSON Schema with a property `code`
 */
export function replyReader<T extends { code: string }>(
  schema: unknown,
): (text: string, code: string) => ParsedReply<T> {
  const parse: Parser<ReturnType<typeof Type.Unsafe<T>>> = parser(Type.Unsafe<T>(schema as object));
  return (text, code) => {
    const read = oneJsonObject(text);
    if ('fault' in read) return { fault: `The reply can not be read: ${read.fault}.` };
    let value: T;
    try {
      value = parse(read.object, 'The reply');
    } catch (error) {
      if (!(error instanceof WinnowError)) throw error;
      return { fault: error.message };
    }
    return value.code === code ? { value } : { fault: 'The reply does not carry the code of its task.' };
  };
}
