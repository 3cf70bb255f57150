import type { DecisionRow } from '../../../shared/schemas/question-life.ts';
import type { PlacedDecision } from '../../db/decision-pages.ts';

/** A decision as lists tell it. */
export const decisionItem = ({ question: _n, ...row }: PlacedDecision): DecisionRow => row;
