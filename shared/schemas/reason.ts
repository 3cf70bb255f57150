import { type TString, Type } from '@sinclair/typebox';

/** A reason that a person gives: some words, not blanks alone. */
export const reasonSchema = (maxLength: number, description = 'Why, in your own words.'): TString =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description });
