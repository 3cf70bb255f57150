import { Link } from 'react-router';
import type { CollectionDetail } from '../../../../shared/schemas/collection.ts';
import { VERDICTS, type Verdict } from '../../../../shared/vocabulary/signals.ts';
import { TraceMark } from '../../../components/trace-mark.tsx';
import { count, when } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { collectionHref } from '../filter.ts';
import { settingsSaid } from '../settings.ts';
import { collectionHeadline, KINDS, outcomeParts, plainName } from '../words.ts';
import { Books } from './books.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { Outlooks } from './outlooks.tsx';

/** What was asked of whom, what came of it, what it cost, and what each policy says. */
export function CollectionHead({ collection }: { collection: CollectionDetail }) {
  return (
    <header className="flex flex-col gap-8 px-4 pt-2 pb-8 lg:px-8">
      <div>
        <h1 className="headline">{collectionHeadline(collection)}</h1>
        <Asked collection={collection} />
      </div>
      <section aria-label="Outcomes">
        <OutcomeBar item={collection} />
        <OutcomeLinks collection={collection} />
      </section>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Outlooks collection={collection} />
        <Books collection={collection} />
      </div>
    </header>
  );
}

function Asked({ collection }: { collection: CollectionDetail }) {
  const { teacher, model, endpoint, runId, createdAt, state, settings, kinds } = collection;
  const named = Object.keys(kinds).flatMap((kind) =>
    kind === 'raw' || kind === 'summary' || kind === 'reference' ? [KINDS[kind]] : [],
  );
  return (
    <>
      <p className="mt-2 max-w-[80ch] text-13 text-muted">
        {model === null ? `The ${teacher} teacher asks nobody` : `Asked of ${model} (${teacher})`}
        {endpoint !== null && ` at ${endpoint}`}
        {runId === null ? (
          ' for no run'
        ) : (
          <>
            {' for '}
            <Link className="text-link" to={addressOf('/', { run: runId })}>
              {runId}
            </Link>
          </>
        )}
        , {when(createdAt)}
        {state === 'open' ? '' : `; ${state}`}. {settingsSaid(settings)}
      </p>
      {named.map(({ name, says }) => (
        <p key={name} className="mt-1 max-w-[80ch] text-13 text-muted">
          <span className="text-ink">{name}.</span> {says}
        </p>
      ))}
    </>
  );
}

/** Every outcome with its reasons; each number leads to its rows. */
function OutcomeLinks({ collection }: { collection: CollectionDetail }) {
  const { collectionId, inFlight, pending } = collection;
  const { param: run } = useChosenRun();
  return (
    <ul className="mt-3 flex flex-wrap gap-x-8 gap-y-3 text-13">
      {outcomeParts(collection)
        .filter((part) => part.count > 0)
        .map(({ group, count: many, reasons }) => (
          <li key={group}>
            <Link
              to={collectionHref(collectionId, { outcome: group }, run)}
              className="inline-flex h-6 items-center gap-1.5 hover:underline"
            >
              <TraceMark group={group} />
              <span className="font-medium tabular-nums">{count(many)}</span> {group}
            </Link>
            {reasons.map(({ reason, count: few }) => (
              <Link
                key={reason}
                to={collectionHref(collectionId, { outcome: reason }, run)}
                className="flex h-6 items-center gap-1 pl-4.5 text-12 text-muted hover:text-ink hover:underline"
              >
                {plainName(reason)} <span className="tabular-nums">{count(few)}</span>
              </Link>
            ))}
          </li>
        ))}
      {inFlight + pending > 0 && (
        <li className="pt-0.5 text-muted">
          <span className="tabular-nums">{count(inFlight + pending)}</span> still to come
          {inFlight > 0 && <span className="block text-12">{count(inFlight)} under way</span>}
        </li>
      )}
      <Verdicts collection={collection} />
    </ul>
  );
}

function Verdicts({ collection: { collectionId, verdicts } }: { collection: CollectionDetail }) {
  const { param: run } = useChosenRun();
  const known = (Object.keys(VERDICTS) as Verdict[]).flatMap((verdict) =>
    verdicts[verdict] === undefined ? [] : [[verdict, verdicts[verdict]] as const],
  );
  if (known.length === 0) return null;
  return (
    <li className="lg:border-l lg:border-line lg:pl-8">
      <span className="flex h-6 items-center text-muted">Answers of the usable</span>
      <span className="flex flex-wrap gap-x-4">
        {known.map(([verdict, many]) => (
          <Link
            key={verdict}
            to={collectionHref(collectionId, { outcome: 'usable', verdict }, run)}
            className="flex h-6 items-center gap-1 text-12 text-muted hover:text-ink hover:underline"
          >
            {verdict} <span className="tabular-nums">{count(many)}</span>
          </Link>
        ))}
      </span>
    </li>
  );
}
