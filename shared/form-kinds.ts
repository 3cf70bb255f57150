import type { FormField } from './schemas/review-form.ts';

export type FieldKind = 'choice' | 'rating' | 'tags' | 'text' | 'spans' | 'steps';

/** What a field of a review form is, told by its schema. */
export function kindOf(field: FormField): FieldKind {
  if (field.type === 'integer') return 'rating';
  if (field.type === 'array') {
    if (field.items.type === 'string') return 'tags';
    return 'label' in field.items.properties ? 'spans' : 'steps';
  }
  return 'enum' in field ? 'choice' : 'text';
}
