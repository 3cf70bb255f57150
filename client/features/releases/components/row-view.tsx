import { Link } from 'react-router';
import type { RowView } from '../../../../shared/schemas/release-plan.ts';
import { PlainText } from '../../../components/plain-text.tsx';
import { count } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { type Piece, piecesOf } from '../row-pieces.ts';

/** One row as a trainer would read it: what is given in grey, what is learnt in ink, what would be cut struck out. */
export function RowShown({
  row,
  runId,
  onRow,
}: {
  row: RowView;
  runId: string;
  onRow: (row: number) => void;
}) {
  const { tokens, learnt, cutAt, rows, questionId, source } = row;
  return (
    <section aria-labelledby="row">
      <header className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="row" className="text-16 leading-head font-semibold">
          Row {count(row.row)} of {count(rows)} as it is trained on
        </h2>
        <div className="ml-auto flex gap-1.5">
          <button
            type="button"
            className="control"
            aria-disabled={row.row <= 1}
            onClick={() => row.row > 1 && onRow(row.row - 1)}
          >
            Before
          </button>
          <button
            type="button"
            className="control"
            aria-disabled={row.row >= rows}
            onClick={() => row.row < rows && onRow(row.row + 1)}
          >
            Next
          </button>
        </div>
      </header>
      <p className="text-12 text-muted tabular-nums">
        {count(tokens)} tokens, {count(learnt)} of them learnt · {row.template} · {source} ·{' '}
        <Link className="text-link" to={addressOf(`/pool/${encodeURIComponent(questionId)}`, { run: runId })}>
          the question
        </Link>
      </p>
      {cutAt !== null && (
        <p className="mt-1 text-13 text-warn">
          With this block size the end of the row is cut, so the release is refused.
        </p>
      )}
      <section
        aria-label="The rendered row"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="mt-2 max-h-[30rem] overflow-auto rounded-ui border border-line bg-raised p-3 font-mono text-12 leading-[1.55] [font-variant-ligatures:none] break-words whitespace-pre-wrap"
      >
        {piecesOf(row).map((piece) => (
          <Shown key={piece.at} piece={piece} />
        ))}
      </section>
      <p className="mt-1.5 flex flex-wrap gap-x-5 text-12 text-muted">
        <span>
          <span className="text-faint">grey</span>: given, no loss is taken on it
        </span>
        <span>
          <span className="bg-accent-soft px-1 text-ink">marked</span>: learnt
        </span>
        {cutAt !== null && (
          <span>
            <s>struck out</s>: cut
          </span>
        )}
      </p>
    </section>
  );
}

function Shown({ piece: { text, learnt, isCut } }: { piece: Piece }) {
  const shown = <PlainText text={text} />;
  const look = `${learnt ? 'bg-accent-soft text-ink' : 'text-faint'}`;
  return isCut ? <s className={look}>{shown}</s> : <span className={look}>{shown}</span>;
}
