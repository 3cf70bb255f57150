import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EvaluationComparison } from '../../../../shared/schemas/evaluation-comparison.ts';
import { count, counted } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { pointsOf, share } from '../findings.ts';
import { type Numbered, pointName } from '../series.ts';
import { SeriesMark } from './series-mark.tsx';

/** Columns; on a phone those that compare are left. */
const HEAD = [
  ['Recipe', ''],
  ['Model', 'max-sm:hidden'],
  ['Run', 'max-sm:hidden'],
  ['Best', 'text-right'],
  ['95 %', 'text-right max-sm:hidden'],
  ['Difference, points', 'text-right'],
  ['Thinking there, tokens', 'text-right max-sm:hidden'],
  ['Control', 'text-right max-sm:hidden'],
  ['Scaling, points a 1,000 tokens', 'text-right max-sm:hidden'],
] as const;

/** The evaluations side by side; a tick says which are drawn. */
export function Comparison({
  lines,
  to,
  comparisons,
  hidden,
  onToggle,
}: {
  lines: readonly Numbered[];
  /** Id of the evaluation that the others are compared with. */
  to: string;
  /** Undefined while they are on their way. */
  comparisons: readonly EvaluationComparison[] | undefined;
  hidden: ReadonlySet<string>;
  onToggle: (id: string) => void;
}) {
  return (
    <section
      aria-label="Evaluations side by side"
      className="overflow-x-auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
    >
      <table className="w-full border-collapse text-13">
        <thead className="text-12 text-muted">
          <tr className="border-b border-line text-left">
            {HEAD.map(([name, align]) => (
              <th
                key={name}
                scope="col"
                className={`py-2 pr-4 align-bottom font-medium last:pr-0 max-sm:pr-2 ${align}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row
              key={line.series.id}
              line={line}
              difference={
                line.series.id === to ? (
                  <span className="text-muted">compared with</span>
                ) : comparisons === undefined ? null : (
                  <Difference of={comparisons.find(({ first }) => first.evaluationId === line.series.id)} />
                )
              }
              isShown={!hidden.has(line.series.id)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  line: { n, series },
  difference,
  isShown,
  onToggle,
}: {
  line: Numbered;
  difference: ReactNode;
  isShown: boolean;
  onToggle: (id: string) => void;
}) {
  const { best, scaling, label, model, runId, pending, isClean } = series;
  return (
    <tr className="h-10 border-b border-line">
      <td className="pr-4 max-sm:py-2 max-sm:pr-2">
        <label className="flex cursor-pointer items-center gap-2 font-medium">
          <input
            type="checkbox"
            checked={isShown}
            onChange={() => onToggle(series.id)}
            aria-label={`Draw ${label}`}
            className="accent-[var(--accent)]"
          />
          <SeriesMark n={n} />
          {series.recipe ?? 'no recipe known'}
        </label>
        <span className="block pl-10 text-12 break-all text-muted sm:hidden">{model}</span>
      </td>
      <td className="pr-4 break-words max-sm:hidden">
        {model}
        {pending > 0 && <Remark>{counted(pending, 'item')} open</Remark>}
        {isClean === false && <Remark>its release was not compared with this benchmark</Remark>}
      </td>
      <td className="pr-4 max-sm:hidden">
        {runId === null ? (
          '–'
        ) : (
          <Link className="text-link whitespace-nowrap" to={addressOf('/', { run: runId })}>
            {runId}
          </Link>
        )}
      </td>
      <td
        className="pr-4 text-right tabular-nums"
        title={`${count(best.correct)} of ${count(best.items)} items`}
      >
        {share(best.accuracy)}
      </td>
      <td className="pr-4 text-right whitespace-nowrap tabular-nums max-sm:hidden">
        {share(best.interval.low)} – {share(best.interval.high)}
      </td>
      <td className="pr-4 text-right tabular-nums max-sm:pr-0 sm:whitespace-nowrap">{difference}</td>
      <td className="pr-4 text-right whitespace-nowrap tabular-nums max-sm:hidden">
        {count(best.thinkingTokens.mean)} <span className="text-muted">{pointName(best)}</span>
      </td>
      <td className="pr-4 text-right tabular-nums max-sm:hidden">
        {scaling?.control == null ? '–' : `${Number(scaling.control.toFixed(1))} %`}
      </td>
      <td className="text-right tabular-nums max-sm:hidden">
        {scaling?.scaling == null ? '–' : scaling.scaling.toFixed(1)}
      </td>
    </tr>
  );
}

/** How an evaluation differs from the one that it is compared with; bold where that is no chance of the items. */
function Difference({ of }: { of: EvaluationComparison | undefined }) {
  if (of === undefined) return <span title="It was asked no such point, or other items of that name">–</span>;
  const { difference, interval, plainly, onlyFirst, onlySecond, items } = of;
  return (
    <span
      title={`${count(onlyFirst)} of ${count(items)} items answered right by it alone, ${count(onlySecond)} by the other alone`}
    >
      <span className={plainly === null ? '' : 'font-semibold'}>{pointsOf(difference)}</span>{' '}
      <span className="text-muted">
        {pointsOf(interval.low)} to {pointsOf(interval.high)}
        {plainly !== null && `, plainly ${plainly}`}
      </span>
    </span>
  );
}

const Remark = ({ children }: { children: ReactNode }) => (
  <span className="block text-12 text-warn">{children}</span>
);
