import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { AgreementReport } from '../../../shared/schemas/agreement.ts';
import { LineTable } from '../../components/line-table.tsx';
import { Picker } from '../../components/picker.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { count, counted, sentence } from '../../lib/format.ts';
import { makeUpQuery } from '../../lib/queries/runs.ts';
import { useAddressForm } from '../../lib/use-address-form.ts';
import { agreementQuery } from './api/queues.ts';
import { IntervalCell } from './components/interval-cell.tsx';
import { IntervalFigure } from './components/interval-figure.tsx';
import { QueueFrame } from './components/queue-frame.tsx';
import { baseRates, estimateText, percentText } from './figures.ts';

/** How far people agree: by field, by pair, by domain and by week, each with its interval. */
export function AgreementPage() {
  const { queue: id = '' } = useParams();
  return (
    <QueueFrame id={id} title="Agreement">
      {({ runId, raises }) => <Agreement id={id} runId={runId} isRaising={raises !== null} />}
    </QueueFrame>
  );
}

function Agreement({ id, runId, isRaising }: { id: string; runId: string | null; isRaising: boolean }) {
  const { form, set } = useAddressForm({ formOf, paramsOf });
  const { data, error, refetch, isFetching } = useQuery({
    ...agreementQuery(id, form.field),
    placeholderData: keepPreviousData,
  });
  const { data: makeUp } = useQuery({ ...makeUpQuery(runId ?? ''), enabled: runId !== null });
  const title = (domain: string) => makeUp?.domains.find(({ name }) => name === domain)?.title ?? domain;
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <>
        <Loading what="agreement" />
        <Skeleton className="h-8 w-96 max-w-full" />
        <Skeleton className="h-60 w-full max-w-200" />
      </>
    );
  return (
    <>
      <header className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="headline">{headline(data)}</h1>
        <button type="button" className="control" onClick={() => void refetch()}>
          {isFetching ? 'Computing' : 'Compute again'}
        </button>
      </header>
      {isRaising && (
        <p className="-mt-6 max-w-[75ch] text-13 text-muted">
          This queue asks more people where it is not sure: what several judged was chosen for that, so people
          agree less on it than on all items.
        </p>
      )}
      <FieldTable report={data} />
      {data.fields.length > 1 && (
        <p className="-mb-5 flex items-center gap-2 text-13 text-muted">
          <span aria-hidden="true">By domain, week and pair</span>
          <Picker
            label="By domain, week and pair"
            isFilter={false}
            value={form.field}
            onChange={(field) => set({ field })}
          >
            {data.fields.map(({ field }) => (
              <option key={field} value={field}>
                {field}
              </option>
            ))}
          </Picker>
        </p>
      )}
      <IntervalFigure
        title={hotSpot(data, title)}
        note={`Share of pairs of people who agree on ${data.of === 'decision' ? 'accept or reject' : data.of}, by domain, the lowest first; the line is its 95 % interval.`}
        noun="domain"
        parts={partsOf(data)}
        groups={[...data.domains]
          .sort((a, b) => (a.raw.value ?? 2) - (b.raw.value ?? 2))
          .map(({ domain, units, raw, ac1 }) => ({ name: title(domain), units, raw, ac1 }))}
      />
      <IntervalFigure
        title="Agreement over time"
        note="Share of pairs who agree, by the week in which a text was judged last; its Monday, UTC."
        noun="week"
        parts={partsOf(data)}
        groups={data.weeks.map(({ week, units, raw, ac1 }) => ({ name: week, units, raw, ac1 }))}
      />
      <PairTable report={data} />
      <p className="max-w-[75ch] text-12 text-muted">
        Skips, gold questions and verdicts of adjudicators are left out. Intervals come from 1,000 seeded
        draws of texts, those of Cohen's kappa on whole texts from its asymptotic error. Steps are compared
        where they begin, marks word by word. Where nearly everybody says the same, kappa and alpha fall
        although people agree: AC1 and the base rates tell.
      </p>
    </>
  );
}

const formOf = (search: URLSearchParams) => ({ field: search.get('field') ?? 'decision' });
const paramsOf = ({ field }: { field: string }): Record<string, string> =>
  field === 'decision' ? {} : { field };

const PARTS = { text: 'texts', step: 'steps', word: 'words' } as const;
/** What the units of the chosen field are. */
const partsOf = ({ fields, of }: AgreementReport): string =>
  PARTS[fields.find(({ field }) => field === of)?.of ?? 'text'];

function headline({ fields }: AgreementReport): string {
  const decision = fields.find(({ field }) => field === 'decision');
  if (decision === undefined || decision.raw.value === null)
    return 'No text has been judged by two people yet';
  const alpha = decision.alpha.value === null ? '' : `; alpha ${estimateText(decision.alpha)}`;
  return `People agree in ${percentText(decision.raw.value)} of pairs on ${counted(decision.units, 'text')}${alpha}`;
}

function hotSpot({ domains }: AgreementReport, title: (domain: string) => string): string {
  const known = domains.filter(({ raw, units }) => raw.value !== null && units > 0);
  const [worst] = [...known].sort((a, b) => (a.raw.value ?? 1) - (b.raw.value ?? 1));
  if (worst === undefined) return 'Agreement by domain';
  if (worst.raw.value === 1) return 'People differ in no domain';
  return `People differ most in ${title(worst.domain)}: ${percentText(worst.raw.value ?? 0)} agree`;
}

const ALIKE = 'Marked alike';
const NONE = { value: null, low: null, high: null };
const FIELD_COLUMNS = [
  { name: 'Field' },
  { name: 'Judged by two', isNumber: true },
  { name: 'Agree', isNumber: true },
  { name: "Krippendorff's alpha", isNumber: true },
  { name: "Fleiss' kappa", isNumber: true },
  { name: "Gwet's AC1", isNumber: true },
  { name: ALIKE, isNumber: true },
  { name: 'Base rates', isExtra: true },
];

function FieldTable({ report }: { report: AgreementReport }) {
  const hasMarks = report.fields.some(({ overlap }) => overlap !== null);
  const columns = FIELD_COLUMNS.filter(({ name }) => hasMarks || name !== ALIKE);
  return (
    <section aria-labelledby="fields">
      <h2 id="fields" className="mb-2 text-16 leading-head font-semibold">
        By field
      </h2>
      <LineTable
        stacks
        label="Agreement by field"
        columns={columns}
        lines={report.fields.map((field) => ({
          key: field.field,
          cells: [
            <span key="field" className="font-medium">
              {field.field} <span className="font-normal text-muted">{field.level}</span>
            </span>,
            <span key="units" className="whitespace-nowrap">
              {counted(field.units, field.of)}
            </span>,
            <IntervalCell key="raw" of={field.raw} text={percentText} />,
            <IntervalCell key="alpha" of={field.alpha} />,
            <IntervalCell key="fleiss" of={field.fleiss} />,
            <IntervalCell key="ac1" of={field.ac1} />,
            ...(hasMarks
              ? [<IntervalCell key="overlap" of={field.overlap ?? NONE} text={percentText} />]
              : []),
            baseRates(field.baseRates, field.of),
          ],
        }))}
      />
    </section>
  );
}

function PairTable({ report }: { report: AgreementReport }) {
  if (report.pairs.length === 0) return null;
  const hasMarks = partsOf(report) === 'words';
  const pairs = [...report.pairs].sort((a, b) => (a.raw ?? 2) - (b.raw ?? 2));
  return (
    <section aria-labelledby="pairs" className="max-w-200">
      <h2 id="pairs" className="mb-2 text-16 leading-head font-semibold">
        By pair, {report.of === 'decision' ? '' : `on ${report.of}, `}the least agreed first
      </h2>
      <LineTable
        stacks
        label="Agreement by pair"
        columns={[
          { name: 'Pair' },
          { name: `${sentence(partsOf(report))} of both`, isNumber: true },
          { name: 'Agree', isNumber: true },
          { name: "Cohen's kappa", isNumber: true },
          ...(hasMarks ? [{ name: ALIKE, isNumber: true }] : []),
        ]}
        lines={pairs.map(({ a, b, n, raw, kappa, low, high, overlap }) => ({
          key: `${a} ${b}`,
          cells: [
            `${a} and ${b}`,
            count(n),
            raw === null ? '–' : percentText(raw),
            <IntervalCell key="kappa" of={{ value: kappa, low, high }} />,
            ...(hasMarks ? [overlap === null ? '–' : percentText(overlap)] : []),
          ],
        }))}
      />
    </section>
  );
}
