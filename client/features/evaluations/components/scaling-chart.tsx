import { count } from '../../../lib/format.ts';
import { type Scale, share, shareScale, tokenScale } from '../findings.ts';
import { type Numbered, pointName, type Series } from '../series.ts';
import { SeriesMark, seriesColour } from './series-mark.tsx';

/** Whiskers of points with the same thinking stand beside each other. Unit: pixels. */
const BESIDE = 3;

/** Accuracy over mean thinking tokens, a line an evaluation, with the 95 % intervals as whiskers. */
export function ScalingChart({ lines }: { lines: readonly Numbered[] }) {
  const points = lines.flatMap(({ series }) => series.points);
  if (points.length === 0) return <p className="py-12 text-13 text-muted">Every line is switched off.</p>;
  const x = tokenScale(points.map(({ thinkingTokens }) => thinkingTokens.mean));
  const y = shareScale(
    points.map(({ interval }) => interval.low),
    points.map(({ interval }) => interval.high),
  );
  return (
    <div aria-hidden="true" className="pt-2">
      <p className="mb-3 text-12 text-muted">Answered right, share of the items</p>
      <div className="relative mr-3 ml-11 h-80">
        <Grid x={x} y={y} />
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {lines.map(({ n, series }) => (
            <g key={series.id} stroke={seriesColour(n)} fill="none" vectorEffect="non-scaling-stroke">
              <polyline
                points={series.points
                  .map((one) => `${left(x, one)},${100 - 100 * y.at(one.accuracy)}`)
                  .join(' ')}
                strokeWidth="1.75"
                vectorEffect="non-scaling-stroke"
              />
            </g>
          ))}
        </svg>
        {lines.map(({ n, series }, i) =>
          series.points.map((one) => (
            <span
              key={`whisker ${series.id} ${one.budget} ${one.waits}`}
              className="absolute w-px opacity-60"
              style={{
                left: `calc(${left(x, one)}% + ${(i - (lines.length - 1) / 2) * BESIDE}px)`,
                bottom: `${100 * y.at(one.interval.low)}%`,
                height: `${100 * (y.at(one.interval.high) - y.at(one.interval.low))}%`,
                background: seriesColour(n),
              }}
            />
          )),
        )}
        {lines.map(({ n, series }) =>
          series.points.map((one) => (
            <span
              key={`${series.id} ${one.budget} ${one.waits}`}
              className="absolute -translate-x-1/2 translate-y-1/2 p-1"
              style={{ left: `${left(x, one)}%`, bottom: `${100 * y.at(one.accuracy)}%` }}
              title={`${series.label}, ${pointName(one)}: ${share(one.accuracy)} (${share(one.interval.low)} to ${share(one.interval.high)}), ${count(one.thinkingTokens.mean)} tokens`}
            >
              <SeriesMark n={n} />
            </span>
          )),
        )}
      </div>
      <p className="mt-7 text-right text-12 text-muted">
        Mean thinking, tokens{x.isLog ? ' (each step doubles)' : ''}
      </p>
    </div>
  );
}

const left = (x: Scale, { thinkingTokens }: Series['best']): number => 100 * x.at(thinkingTokens.mean);

function Grid({ x, y }: { x: Scale; y: Scale }) {
  return (
    <>
      {y.ticks.map((tick) => (
        <div
          key={tick}
          className="absolute inset-x-0 border-t border-line"
          style={{ bottom: `${100 * y.at(tick)}%` }}
        >
          <span className="absolute right-full -translate-y-1/2 pr-2 text-12 whitespace-nowrap text-muted tabular-nums">
            {Math.round(100 * tick)} %
          </span>
        </div>
      ))}
      {x.ticks.map((tick) => (
        <div
          key={tick}
          className="absolute bottom-0 h-1.5 border-l border-line-strong"
          style={{ left: `${100 * x.at(tick)}%` }}
        >
          <span className="absolute top-full -translate-x-1/2 pt-1 text-12 whitespace-nowrap text-muted tabular-nums">
            {count(tick)}
          </span>
        </div>
      ))}
    </>
  );
}
