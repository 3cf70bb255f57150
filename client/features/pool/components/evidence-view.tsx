import type { Decision } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { Marked } from '../../../components/marked.tsx';
import { count, counted, sentence } from '../../../lib/format.ts';
import type { PoolContext } from '../context.ts';
import { attemptsOf, namesOf, numberOf, spansOf } from '../evidence.ts';
import { DuplicateEvidence } from './duplicate-evidence.tsx';
import { OverlapEvidence } from './overlap-evidence.tsx';

interface Props {
  life: QuestionLife;
  decision: Decision;
  pool: PoolContext;
}

/** The evidence of a decision in the form that suits its stage; what no form is known for is shown as it is. */
export function EvidenceView({ life, decision, pool }: Props) {
  const { evidence } = decision;
  switch (decision.stage) {
    case 'overlap':
      return <OverlapEvidence life={life} evidence={evidence} />;
    case 'duplicates':
      return life.keptQuestion === null ? (
        <RawEvidence evidence={evidence} />
      ) : (
        <DuplicateEvidence life={life} kept={life.keptQuestion} decision={decision} pool={pool} />
      );
    case 'difficulty':
      return decision.reason === 'easy-by-estimate' ? (
        <EstimateEvidence life={life} decision={decision} pool={pool} />
      ) : (
        <AttemptEvidence decision={decision} />
      );
    case 'evidence':
      return <p className="mt-2 text-13 text-muted">Missing: {namesOf(evidence, 'missing').join(', ')}.</p>;
    case 'diversity':
      return <DrawEvidence decision={decision} />;
    default:
      return spansOf(evidence, life.question.question.length).length > 0 ? (
        <Quote text={life.question.question} evidence={evidence} />
      ) : (
        <RawEvidence evidence={evidence} />
      );
  }
}

function AttemptEvidence({ decision }: { decision: Decision }) {
  const attempts = attemptsOf(decision.evidence);
  if (attempts.length === 0) return <RawEvidence evidence={decision.evidence} />;
  return (
    <ul className="mt-2 flex flex-col gap-1 text-13">
      {attempts.map(({ model, verdict }) => (
        <li key={`${model} ${verdict}`} className="flex gap-3">
          <span className="min-w-0 flex-1 truncate font-mono text-12 leading-[1.6]">{model}</span>
          <span className={verdict === 'correct' ? 'font-medium' : 'text-muted'}>{verdict}</span>
        </li>
      ))}
    </ul>
  );
}

function EstimateEvidence({ decision: { evidence }, pool }: Props) {
  const [estimate, cut] = [numberOf(evidence, 'estimate'), numberOf(evidence, 'cut')];
  const domain = typeof evidence.domain === 'string' ? evidence.domain : null;
  if (estimate === null || cut === null || domain === null) return <RawEvidence evidence={evidence} />;
  return (
    <p className="mt-2 text-13 text-muted">
      Its difficulty is estimated at {estimate.toFixed(2)}, from 0 (easy) to 1; in{' '}
      {pool.titles.get(domain) ?? domain} questions stay from {cut.toFixed(2)} on.
    </p>
  );
}

function DrawEvidence({ decision: { evidence, rank } }: { decision: Decision }) {
  const passed = numberOf(evidence, 'passed');
  const selected = numberOf(evidence, 'selected');
  return (
    <>
      {(['pinned', 'excluded'] as const).map((mark) => (
        <Said key={mark} mark={mark} said={evidence[mark]} />
      ))}
      {passed !== null && selected !== null && (
        <p className="mt-2 text-13 text-muted">
          {counted(passed, 'question')} passed every gate, {count(selected)} were selected
          {rank === null ? '.' : `; this one was drawn as number ${count(rank)}.`}
        </p>
      )}
    </>
  );
}

/** Who pinned or excluded a question, and why. */
function Said({ mark, said }: { mark: string; said: unknown }) {
  if (typeof said !== 'object' || said === null || !('by' in said) || !('why' in said)) return null;
  return (
    <p className="mt-2 text-13 break-words">
      {`${sentence(mark)} by ${String(said.by)}: ${String(said.why)}`}
    </p>
  );
}

function Quote({ text, evidence }: { text: string; evidence: Decision['evidence'] }) {
  const spans = spansOf(evidence, text.length);
  const from = Math.max(0, (spans[0]?.start ?? 0) - 80);
  const to = Math.min(text.length, (spans.at(-1)?.end ?? 0) + 80);
  const moved = spans.map(({ start, end }) => ({ start: start - from, end: end - from }));
  return (
    <p className="mt-2 border-l-2 border-line pl-3 font-mono text-12 break-words whitespace-pre-wrap">
      {from > 0 && '… '}
      <Marked text={text.slice(from, to)} spans={moved} />
      {to < text.length && ' …'}
    </p>
  );
}

function RawEvidence({ evidence }: { evidence: Decision['evidence'] }) {
  if (Object.keys(evidence).length === 0) return null;
  return (
    <pre className="mt-2 max-h-60 overflow-auto font-mono text-12 break-words whitespace-pre-wrap text-muted">
      {JSON.stringify(evidence, null, 2)}
    </pre>
  );
}
