import { Link } from 'react-router';
import type { QuestionTrace } from '../../../../shared/schemas/trace.ts';
import { Part } from '../../../components/part.tsx';
import { TraceOutcome } from '../../../components/trace-mark.tsx';
import { counted } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';

/** What teachers said about a question; each leads to the trace in full. */
export function QuestionTraces({ traces }: { traces: readonly QuestionTrace[] }) {
  const { param: run } = useChosenRun();
  return (
    <Part title="Traces">
      <ul className="flex flex-col text-13">
        {traces.map(({ traceId, collectionId, teacher, model, outcome, reason, verdict, tokens }) => (
          <li
            key={traceId}
            className="relative flex flex-wrap items-center gap-x-3 border-b border-line py-1.5 first:border-t hover:bg-sunken"
          >
            <Link
              to={addressOf(`/traces/${encodeURIComponent(collectionId)}/${encodeURIComponent(traceId)}`, {
                run,
              })}
              className="text-link after:absolute after:inset-0"
            >
              {model ?? teacher}
            </Link>
            <TraceOutcome outcome={outcome} reason={reason} />
            <span className="ml-auto text-muted">
              {[verdict, tokens === null ? null : counted(tokens, 'token')]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
