import { Ajv, type ValidateFunction } from 'ajv';
import { WinnowError } from '../../shared/error.ts';
import type { ReviewForm } from '../../shared/schemas/review-form.ts';

/** @throws WinnowError `bad-usage` for a form that no answer could fit */
export function checkForm(form: ReviewForm): void {
  const missing = form.required.find((name) => !Object.hasOwn(form.properties, name));
  if (missing !== undefined)
    throw new WinnowError(
      'bad-usage',
      `The form requires ${missing.slice(0, 40)}, which it does not describe.`,
    );
  for (const [name, field] of Object.entries(form.properties))
    if (field.type === 'integer' && field.minimum >= field.maximum)
      throw new WinnowError(
        'bad-usage',
        `The rating ${name} goes from ${field.minimum} to ${field.maximum}.`,
      );
}

// Forms are closed and hold no patterns, so that none of them can be made to take for ever.
const ajv = new Ajv({ strict: true, allErrors: true });
const compiled = new Map<string, ValidateFunction>();
const KEPT = 100;

/**
 * What somebody filled into a form, checked. A skip may leave everything empty.
 * @throws WinnowError `bad-usage`, naming the field
 */
export function checkFields(
  form: ReviewForm,
  fields: unknown,
  isSkip: boolean,
): Record<string, unknown> | null {
  const { properties } = form;
  const given = (fields ?? {}) as Record<string, unknown>;
  const required = isSkip ? [] : form.required;
  const schema = { type: 'object', properties, required, additionalProperties: false };
  const key = JSON.stringify(schema);
  const validate = compiled.get(key) ?? ajv.compile(schema);
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(key, validate);
  if (validate(given)) return Object.keys(given).length === 0 ? null : given;
  const [fault] = validate.errors ?? [];
  const name = fault?.instancePath.split('/')[1] ?? '';
  const what = name === '' ? 'The form' : `The field ${name.slice(0, 40)}`;
  throw new WinnowError('bad-usage', `${what} ${fault?.message ?? 'is wrong'}.`);
}
