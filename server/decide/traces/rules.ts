import { type TraceRules, traceRulesSchema } from '../../../shared/schemas/trace-rules.ts';
import { parser } from '../../algorithms/parser.ts';

const parse = parser(traceRulesSchema);

/**
 * Reads the trace rules of a recipe as a person wrote them, defaults filled in.
 * @throws WinnowError `bad-input` that names the place of the first fault
 */
export const parseTraceRules = (data: unknown, what: string): TraceRules => parse(data, what);

export const DEFAULT_TRACE_RULES: TraceRules = parse({}, 'the default trace rules');
