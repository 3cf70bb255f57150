import { Type } from '@sinclair/typebox';
import { effect, stage } from './stage-schema.ts';

/** The gate by signals of one's own. */
export const signalsSchema = stage('signals', {
  mode: effect('a question that does not meet the rule'),
  keep: Type.String({
    minLength: 1,
    maxLength: 2000,
    description:
      'What must hold of imported signals, as in: reward >= 0.6 and topic in ["algebra", "sets"]. Unit: that of the signals.',
  }),
  missing: Type.Union([Type.Literal('keep'), Type.Literal('drop')], {
    default: 'keep',
    description: 'What happens to a question that lacks a signal which the rule needs.',
  }),
});
