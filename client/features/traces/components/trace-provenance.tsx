import { Link } from 'react-router';
import type { TraceCall, TraceDetail } from '../../../../shared/schemas/trace.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { Part } from '../../../components/part.tsx';
import { count, dollars, seconds, when } from '../../../lib/format.ts';
import { useChosenRun } from '../../../lib/urls.ts';
import { collectionHref } from '../filter.ts';
import { saidOf } from '../settings.ts';
import { plainName } from '../words.ts';

/** Who was asked and who answered, when, at what price and under which terms; then every call. */
export function TraceProvenance({ trace }: { trace: TraceDetail }) {
  const { calls } = trace;
  const last = calls.at(-1);
  const { param: run } = useChosenRun();
  return (
    <Part title="Where it comes from">
      <Facts facts={factsOf(trace, last)} />
      <p className="mt-2 text-13">
        <Link className="text-link" to={collectionHref(trace.collectionId, {}, run)}>
          The whole collection
        </Link>
      </p>
      {calls.length > 1 && <Tries calls={calls} />}
    </Part>
  );
}

function factsOf(trace: TraceDetail, call: TraceCall | undefined): Fact[] {
  const facts: (Fact | null)[] = [
    ['Teacher', trace.teacher, trace.service ?? undefined],
    trace.model === null ? null : ['Model asked', trace.model, trace.endpoint ?? undefined],
    ...(call === undefined ? [] : factsOfCall(call)),
    ...termsFacts(trace),
    trace.createdAt === null ? null : ['Stored', when(trace.createdAt)],
    ['Id', trace.traceId, trace.round > 1 ? `asked ${trace.round} times` : undefined],
  ];
  return facts.filter((fact) => fact !== null);
}

function factsOfCall(call: TraceCall): (Fact | null)[] {
  const {
    modelVersion,
    responseId,
    finishReason,
    status,
    message,
    tokens,
    costUsd,
    priceRow,
    latencyMs,
    rawSha256,
  } = call;
  const spent = (['prompt', 'thoughts', 'answer'] as const).flatMap((name) =>
    tokens[name] === null ? [] : [`${count(tokens[name])} ${name}`],
  );
  return [
    modelVersion === null ? null : ['Model answered', modelVersion],
    responseId === null ? null : ['Response id', responseId],
    finishReason === null ? null : ['Finish reason', finishReason],
    message === null ? null : ['Said', message, status === null ? undefined : `status ${status}`],
    spent.length === 0 ? null : ['Tokens billed', spent.join(', ')],
    costUsd === null ? null : ['Cost', dollars(costUsd), priceRow ?? undefined],
    latencyMs === null ? null : ['Latency', seconds(latencyMs / 1000)],
    ...Object.entries(fieldsOf(call.sent)).map(([name, value]): Fact => [name, value]),
    rawSha256 === null ? null : ['Raw reply', `${rawSha256.slice(0, 16)}…`, 'SHA-256'],
  ];
}

const NAMES: Readonly<Record<string, string>> = {
  endpoint: 'Sent to',
  apiVersion: 'API version',
  sdk: 'Sent by',
  mode: 'Mode',
  bodySha256: 'Body SHA-256',
};

/** Plain values of a record. */
const fieldsOf = (value: unknown): Record<string, string> =>
  typeof value !== 'object' || value === null
    ? {}
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, one]) => ['string', 'number', 'boolean'].includes(typeof one))
          .map(([name, one]) => [NAMES[name] ?? plainName(name), String(one).slice(0, 200)]),
      );

function termsFacts({ flags, attestation }: TraceDetail): Fact[] {
  const refs = [...new Set(flags.flatMap(({ termsRefs }) => termsRefs))];
  const attested = saidOf(attestation);
  return [
    ...(refs.length > 0 ? [['Terms', refs.join(', ')] as const] : []),
    ...(attested === '' ? [] : [['Attested', attested] as const]),
  ];
}

/** Every call of the item, where there was more than one. */
function Tries({ calls }: { calls: readonly TraceCall[] }) {
  return (
    <details className="mt-2 text-13">
      <summary className="cursor-pointer text-muted hover:text-ink">All {count(calls.length)} calls</summary>
      <ol className="mt-1.5 flex flex-col gap-1">
        {calls.map(({ call, outcome, reason, message, startedAt, chargedUsd }) => (
          <li key={call} className="flex flex-wrap gap-x-3">
            <span>{outcome === null ? 'under way' : plainName(outcome)}</span>
            <span className="text-muted">
              {[
                reason === null ? null : plainName(reason),
                when(startedAt),
                chargedUsd ? dollars(chargedUsd) : null,
                message,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
