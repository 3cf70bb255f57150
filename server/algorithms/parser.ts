import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import { WinnowError } from '../../shared/error.ts';

const ajv = new Ajv({
  strict: true,
  allErrors: true,
  useDefaults: true,
  allowUnionTypes: true,
  strictTypes: false,
});

/** Turns unknown data into a value of the schema, defaults filled in on a copy. */
export type Parser<S extends TSchema> = (data: unknown, what: string) => Static<S>;

/**
 * The door: data from outside becomes typed here, and nowhere else. Compiles once, on first use.
 * @throws WinnowError `bad-input` whose message names the first fault and whose details list all of them
 */
export function parser<S extends TSchema>(schema: S): Parser<S> {
  let validate: ReturnType<typeof ajv.compile<Static<S>>> | undefined;
  return (data, what) => {
    validate ??= ajv.compile<Static<S>>(schema);
    const copy: unknown = structuredClone(data);
    if (validate(copy)) return copy;
    const faults = (validate.errors ?? []).map(sentence);
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    throw new WinnowError('bad-input', `${what}: ${faults[0] ?? 'does not fit its schema'}${more}.`, {
      faults,
    });
  };
}

/** One fault in words: where it is, what is wrong, what would be right. */
function sentence(fault: ErrorObject): string {
  const where = fault.instancePath === '' ? '' : `${fault.instancePath.slice(1).replaceAll('/', '.')} `;
  const extra = fault.params as { additionalProperty?: string; allowedValue?: unknown };
  if (extra.additionalProperty !== undefined) return `${where}has no field "${extra.additionalProperty}"`;
  if (fault.keyword === 'const') return `${where}must be ${JSON.stringify(extra.allowedValue)}`;
  return `${where}${fault.message ?? 'is wrong'}`;
}
