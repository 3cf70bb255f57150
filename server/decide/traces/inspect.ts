import { createHash } from 'node:crypto';
import type { TraceRules } from '../../../shared/schemas/trace-rules.ts';
import { TRACE_DEFECT_NAMES, type TraceDefect } from '../../../shared/vocabulary/trace-defects.ts';
import type { Hit, TraceInput, TraceTools } from './detector.ts';
import { DETECTORS } from './detectors.ts';
import { fieldOf } from './field.ts';

/** A defect with its place: what a person is shown. */
export interface TraceFinding {
  defect: TraceDefect;
  severity: 'drop' | 'note';
  field: 'thinking' | 'answer';
  /** UTF-16 offsets into the field. */
  start: number;
  end: number;
  /** What stands there, shortened; of personal data the fingerprint. */
  text: string;
  says: string;
}

export interface TraceInspection {
  /** In the order of the vocabulary, at most `MOST` of one defect. */
  findings: TraceFinding[];
  /** The defects that drop the trace, each once; none: it may be used. */
  drops: TraceDefect[];
  /** The defects that were only noted, each once. */
  notes: TraceDefect[];
}

const MOST = 20;
/** Longest text of a finding. Unit: UTF-16 units. */
const EXCERPT = 200;

/**
 * Looks for every defect that the rules do not switch off. Pure; takes any text; time is linear in its length.
 * @param tools `matches` for overlap with benchmarks, `fingerprint` for personal values; without the latter a
 *   SHA-256 of question and value, shortened, which tells the same value of the same question alone
 */
export function inspectTrace(
  input: TraceInput,
  rules: TraceRules,
  tools: Partial<TraceTools> = {},
): TraceInspection {
  const traced = {
    input,
    thinking: fieldOf('thinking', input.thinking),
    answer: fieldOf('answer', input.answer),
  };
  const handed = { matches: tools.matches, fingerprint: tools.fingerprint ?? fingerprintFor(input.question) };
  const findings = TRACE_DEFECT_NAMES.flatMap((defect) => {
    const { mode } = rules[defect];
    if (mode === 'off') return [];
    const hits = DETECTORS[defect](traced, rules, handed);
    return hits.slice(0, MOST).map((hit) => findingOf(defect, hit, mode));
  });
  const drops = TRACE_DEFECT_NAMES.filter((name) => has(findings, name, 'drop'));
  const notes = TRACE_DEFECT_NAMES.filter((name) => !drops.includes(name) && has(findings, name, 'note'));
  return { findings, drops, notes };
}

const has = (findings: readonly TraceFinding[], name: TraceDefect, wanted: 'drop' | 'note'): boolean =>
  findings.some(({ defect, severity }) => defect === name && severity === wanted);

function findingOf(defect: TraceDefect, hit: Hit, mode: 'drop' | 'note'): TraceFinding {
  const { field, start, end, says } = hit;
  return {
    defect,
    severity: hit.mild === true ? 'note' : mode,
    field: field.name,
    start,
    end,
    text: hit.hidden ?? excerpt(field.text, start, end),
    says,
  };
}

/** The text, or its beginning and end; whole characters only. */
function excerpt(text: string, start: number, end: number): string {
  if (end - start <= EXCERPT) return text.slice(start, end).toWellFormed();
  const half = EXCERPT / 2;
  return `${text.slice(start, start + half)} … ${text.slice(end - half, end)}`.toWellFormed();
}

const fingerprintFor =
  (question: string) =>
  (value: string): string =>
    `sha256:${createHash('sha256').update(`${question.length}:${question}${value}`).digest('hex').slice(0, 16)}`;
