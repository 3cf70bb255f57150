import { Link } from 'react-router';
import type { TraceDetail } from '../../../../shared/schemas/trace.ts';
import { OptionList } from '../../../components/option-list.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { TraceOutcome } from '../../../components/trace-mark.tsx';
import { counted } from '../../../lib/format.ts';
import { finalAnswerOf } from '../../../lib/outline.ts';
import { addressOf } from '../../../lib/urls.ts';
import { KINDS, reasonSays } from '../words.ts';
import { Findings } from './findings.tsx';
import { FlagList } from './flag-list.tsx';
import { RawReplyView } from './raw-reply.tsx';
import { TraceProvenance } from './trace-provenance.tsx';
import { TraceTexts } from './trace-texts.tsx';

/** The question, what was said to it, whether it is right, what was found in it, and where it comes from. */
export function TraceView({ trace, isRaw }: { trace: TraceDetail; isRaw: boolean }) {
  const { thinking, answer } = trace;
  return (
    <article className="flex flex-col gap-7">
      <Head trace={trace} isRaw={isRaw} />
      <VerdictView trace={trace} isRaw={isRaw} />
      {trace.findings.length > 0 && <Findings trace={trace} />}
      {thinking === null && answer === null ? (
        <p className="text-muted">{silence(trace)}</p>
      ) : (
        <TraceTexts trace={trace} isRaw={isRaw} />
      )}
      <FlagList flags={trace.flags} />
      <TraceProvenance trace={trace} />
      {trace.calls.some(({ rawSha256 }) => rawSha256 !== null) && <RawReplyView id={trace.traceId} />}
    </article>
  );
}

function silence({ outcome, calls }: TraceDetail): string {
  if (outcome === 'failed') return 'Nobody answered. How each call ended stands below.';
  return calls.some(({ rawSha256 }) => rawSha256 !== null)
    ? 'A reply that does not serve leaves no text here: it is kept as it came, and can be shown below.'
    : 'There is no text to show.';
}

function Head({ trace, isRaw }: { trace: TraceDetail; isRaw: boolean }) {
  const { question, outcome, reason, kind, tokens, rank, sample } = trace;
  const says = reason === null || trace.findings.length > 0 ? null : reasonSays(reason);
  return (
    <header>
      <h2 className="text-12 text-muted">
        {question.source}
        <span className="mx-1.5">·</span>
        <Link
          className="text-link font-mono"
          to={addressOf(`/pool/${encodeURIComponent(question.questionId)}`, {
            run: trace.runId ?? undefined,
          })}
        >
          {question.externalId ?? question.questionId}
        </Link>
        {rank !== null && ` · rank ${rank}`}
        {sample > 0 && ` · sample ${sample + 1}`}
      </h2>
      <div lang="" data-question className="mt-2 max-w-[75ch] text-16">
        <QuestionText text={question.question} raw={isRaw} />
      </div>
      {question.options !== null && <OptionList options={question.options} isRaw={isRaw} />}
      <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
        <TraceOutcome outcome={outcome} reason={reason} />
        {kind !== null && <span title={KINDS[kind].says}>{KINDS[kind].name}</span>}
        {tokens !== null && <span className="text-muted tabular-nums">{counted(tokens, 'token')}</span>}
      </p>
      {says !== null && <p className="mt-1.5 text-13 text-muted">{says}</p>}
    </header>
  );
}

/** What the answer ends with beside the reference, and what the checker made of it. */
function VerdictView({ trace, isRaw }: { trace: TraceDetail; isRaw: boolean }) {
  const { answer, verdict, verdictRule, isGraded, question } = trace;
  if (answer === null) return null;
  const final = finalAnswerOf(answer);
  return (
    <section aria-label="Verdict" className="border-y border-line py-3">
      <dl className="flex flex-wrap gap-x-12 gap-y-2 text-13 *:max-w-96">
        <div className="min-w-0">
          <dt className="text-12 text-muted">Ends with</dt>
          <dd className="mt-0.5 text-16">
            {final === null ? (
              <span className="text-13 text-muted">no final answer in sight</span>
            ) : (
              <QuestionText text={final} raw={isRaw} />
            )}
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="text-12 text-muted">Reference</dt>
          <dd className="mt-0.5 text-16">
            {question.answer === null ? (
              <span className="text-13 text-muted">the source states none</span>
            ) : (
              <QuestionText text={question.answer} raw={isRaw} />
            )}
          </dd>
        </div>
        <div>
          <dt className="text-12 text-muted">Verdict</dt>
          <dd className="mt-0.5">
            <Verdict verdict={verdict} />
            {isGraded ? (
              <span className="text-muted"> · by grade, since the answer checker could not tell</span>
            ) : (
              verdictRule !== null && (
                <span className="text-muted"> · {verdictRule.replaceAll('-', ' ')}</span>
              )
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

const SIGNS = { correct: '=', wrong: '≠', unverifiable: '?' } as const;

function Verdict({ verdict }: { verdict: TraceDetail['verdict'] }) {
  if (verdict === null) return <span className="text-muted">nobody looked</span>;
  return (
    <span
      className={
        verdict === 'wrong' ? 'font-medium text-warn' : verdict === 'correct' ? 'font-medium text-kept' : ''
      }
    >
      <span aria-hidden="true" className="mr-1.5 font-mono">
        {SIGNS[verdict]}
      </span>
      {verdict}
    </span>
  );
}
