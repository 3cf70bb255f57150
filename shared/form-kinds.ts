import type { FormField } from './schemas/review-form.ts';

export type FieldKind = 'choice' | 'rating' | 'tags' | 'text' | 'spans';

/** What a field of a review form is, told by its schema. */
export function kindOf(field: FormField): FieldKind {
  if (field.type === 'integer') return 'rating';
  if (field.type === 'array') return field.items.type === 'object' ? 'spans' : 'tags';
  return 'enum' in field ? 'choice' : 'text';
}
