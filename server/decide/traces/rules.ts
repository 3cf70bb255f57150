import { type TraceRules, traceRulesSchema } from '../../../shared/schemas/trace-rules.ts';
import { parser } from '../../algorithms/parser.ts';

const parse = parser(traceRulesSchema);

/**
 * Reads the trace rules of a recipe as a person wrote them, defaults filled in.
 * @throws WinnowError `bad-input` that names the place of the first fault
 */
export const parseTraceRules = (data: unknown, what: string): TraceRules => parse(data, what);

let defaults: TraceRules | undefined;
/** What holds where a recipe says nothing; read when it is first asked for, since most commands never do. */
export const defaultTraceRules = (): TraceRules => (defaults ??= parse({}, 'the default trace rules'));
