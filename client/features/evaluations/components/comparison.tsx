import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { count } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { share } from '../findings.ts';
import { type Numbered, pointName } from '../series.ts';
import { SeriesMark } from './series-mark.tsx';

/** Columns; on a phone those that compare are left. */
const HEAD = [
  ['Recipe', ''],
  ['Model', 'max-sm:hidden'],
  ['Run', 'max-sm:hidden'],
  ['Best', 'text-right'],
  ['95 %', 'text-right'],
  ['Thinking there, tokens', 'text-right max-sm:hidden'],
  ['Control', 'text-right max-sm:hidden'],
  ['Scaling, points a 1,000 tokens', 'text-right'],
] as const;

/** The evaluations side by side; a tick says which are drawn. */
export function Comparison({
  lines,
  hidden,
  onToggle,
}: {
  lines: readonly Numbered[];
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
            <Row key={line.series.id} line={line} isShown={!hidden.has(line.series.id)} onToggle={onToggle} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  line: { n, series },
  isShown,
  onToggle,
}: {
  line: Numbered;
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
        {pending > 0 && <Remark>{count(pending)} items open</Remark>}
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
      <td className="pr-4 text-right tabular-nums max-sm:pr-2 sm:whitespace-nowrap">
        {share(best.interval.low)} – {share(best.interval.high)}
      </td>
      <td className="pr-4 text-right whitespace-nowrap tabular-nums max-sm:hidden">
        {count(best.thinkingTokens.mean)} <span className="text-muted">{pointName(best)}</span>
      </td>
      <td className="pr-4 text-right tabular-nums max-sm:hidden">
        {scaling?.control == null ? '–' : `${Number(scaling.control.toFixed(1))} %`}
      </td>
      <td className="text-right tabular-nums">
        {scaling?.scaling == null ? '–' : scaling.scaling.toFixed(1)}
      </td>
    </tr>
  );
}

const Remark = ({ children }: { children: ReactNode }) => (
  <span className="block text-12 text-warn">{children}</span>
);
