import type { Share } from '../../shared/schemas/make-up.ts';

/** A share in words; a source that declares no licence has an empty name. */
export const nameOf = ({ name, title }: Pick<Share, 'name' | 'title'>): string =>
  title ?? (name === '' ? 'None declared' : name);
