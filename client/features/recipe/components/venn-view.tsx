import { Link } from 'react-router';
import { Figure } from '../../../components/figure.tsx';
import { count, percent } from '../../../lib/format.ts';
import { vennOf } from '../venn.ts';

/** Who is selected by both, and who by one alone. */
export function VennView({
  before,
  after,
  both,
  names,
  links,
}: {
  before: number;
  after: number;
  both: number;
  names: { before: string; after: string };
  links: { removed: string | null; stay: string | null; added: string | null };
}) {
  const { width, height, left, right, y } = vennOf(before, after, both);
  const [out, into] = [before - both, after - both];
  return (
    <Figure
      title={
        out + into === 0
          ? 'The same questions are selected'
          : `${count(both)} stay: ${percent(both, Math.max(before, after))} of the selection`
      }
      note="Circles and their overlap true to counts"
      table={{
        head: ['Selected by', 'Questions'],
        rows: [
          [`${names.before} alone`, out],
          ['both', both],
          [`${names.after} alone`, into],
        ],
      }}
    >
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <svg
          viewBox={`-2 -2 ${width + 4} ${height + 4}`}
          className="h-36 max-w-full shrink-0"
          aria-hidden="true"
        >
          <circle
            cx={left.x}
            cy={y}
            r={left.r}
            className="fill-behind stroke-line-strong"
            strokeWidth="1.5"
          />
          <circle
            cx={right.x}
            cy={y}
            r={right.r}
            className="fill-kept stroke-kept"
            fillOpacity="0.35"
            strokeWidth="1.5"
          />
        </svg>
        <ul className="flex flex-col gap-1.5 text-13">
          <Line n={out} says={`go out (${names.before} alone)`} href={links.removed} />
          <Line n={both} says="stay" href={links.stay} />
          <Line n={into} says={`come in (${names.after} alone)`} href={links.added} />
        </ul>
      </div>
    </Figure>
  );
}

function Line({ n, says, href }: { n: number; says: string; href: string | null }) {
  return (
    <li className="flex items-baseline gap-3">
      <span className="w-14 text-right font-medium tabular-nums">
        {href === null || n === 0 ? (
          count(n)
        ) : (
          <Link to={href} preventScrollReset className="text-link">
            {count(n)} <span className="sr-only">{says}</span>
          </Link>
        )}
      </span>
      <span className="text-muted">{says}</span>
    </li>
  );
}
