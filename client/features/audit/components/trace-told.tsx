import { Link } from 'react-router';
import type { AuditTraceItem } from '../../../../shared/schemas/audit.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { QuestionText } from '../../../components/question-text.tsx';
import { Table } from '../../../components/table.tsx';
import { count, counted, when } from '../../../lib/format.ts';
import { Hash } from './hash.tsx';

/** The trace that was asked for or released, with the calls that brought it, and the others by name. */
export function TraceTold({
  trace,
  others,
}: {
  trace: AuditTraceItem | null;
  others: readonly AuditTraceItem[];
}) {
  if (trace === null) return <p className="text-13 text-muted">It has no trace.</p>;
  return (
    <div className="flex flex-col gap-4">
      <Facts facts={factsOf(trace)} />
      <Table
        caption="Calls"
        head={['Called', 'Outcome', 'Model that answered', 'Response', 'Finish', 'Raw reply']}
        none="Nobody was asked: it is the worked solution of its source, or was brought from elsewhere."
        rows={trace.calls.map((one, i) => ({
          key: String(i),
          cells: [
            <span key="when" className="whitespace-nowrap">
              {when(one.startedAt)}
            </span>,
            [one.outcome, one.reason].filter((part) => part !== null).join(': '),
            one.modelVersion ?? '–',
            <span key="id" className="font-mono text-12 break-all">
              {one.responseId ?? '–'}
            </span>,
            one.finishReason ?? '–',
            one.replySha256 === null ? '–' : <Hash key="reply" hex={one.replySha256} />,
          ],
        }))}
      />
      <Words title="Thinking" text={trace.thinking} />
      <Words title="Answer" text={trace.answer} />
      {others.length > 0 && (
        <p className="text-13 text-muted">
          Other traces:{' '}
          {others.map(({ traceId, collectionId, model, teacher, outcome }, i) => (
            <span key={traceId}>
              {i > 0 && ', '}
              <Link className="text-link" to={placeOf(collectionId, traceId)}>
                {model ?? teacher ?? traceId}
              </Link>{' '}
              ({outcome})
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

const placeOf = (collection: string, trace: string): string =>
  `/traces/${encodeURIComponent(collection)}/${encodeURIComponent(trace)}`;

function factsOf(trace: AuditTraceItem): Fact[] {
  const { traceId, teacher, model, service, kind, outcome, verdict, tokens, createdAt } = trace;
  const facts: Fact[] = [
    ['Trace', traceId, when(createdAt)],
    ['Teacher', model ?? teacher ?? 'unknown', service ?? undefined],
    ['Kind', kind ?? 'not said', outcome],
  ];
  if (verdict !== null) facts.push(['Verdict', verdict, 'against the reference answer']);
  if (tokens !== null) facts.push(['Tokens', count(tokens)]);
  return facts;
}

function Words({ title, text }: { title: string; text: string | null }) {
  if (text === null || text === '') return null;
  return (
    <details>
      <summary className="cursor-pointer text-13 text-muted">
        {title}, {counted(text.length, 'character')}
      </summary>
      <div lang="" className="mt-2 max-w-[75ch] border-l-2 border-line pl-4">
        <QuestionText text={text} />
      </div>
    </details>
  );
}
