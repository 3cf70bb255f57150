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
    const faults = sentences(validate.errors ?? []);
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    throw new WinnowError('bad-input', `${what}: ${faults[0] ?? 'does not fit its schema'}${more}.`, {
      faults,
    });
  };
}

/** The faults in words, one for each place: the alternatives of a union are joined by "or". */
function sentences(faults: readonly ErrorObject[]): string[] {
  const places = new Map<string, Set<string>>();
  const constants = new Set(
    faults.filter(({ keyword }) => keyword === 'const').map((one) => one.instancePath),
  );
  for (const fault of faults) {
    const said = places.get(fault.instancePath) ?? new Set();
    const isSaid =
      fault.keyword === 'anyOf' || (fault.keyword === 'type' && constants.has(fault.instancePath));
    if (!isSaid) said.add(words(fault));
    places.set(fault.instancePath, said);
  }
  return [...places].map(([path, said]) => `${nameOf(path)}${[...said].join(' or ')}`);
}

const nameOf = (path: string): string => (path === '' ? '' : `${path.slice(1).replaceAll('/', '.')} `);

function words({ params, keyword, message }: ErrorObject): string {
  const { additionalProperty, allowedValue } = params as {
    additionalProperty?: string;
    allowedValue?: unknown;
  };
  if (additionalProperty !== undefined) return `has no field "${additionalProperty}"`;
  if (keyword === 'const') return `must be ${JSON.stringify(allowedValue)}`;
  return message ?? 'is wrong';
}
