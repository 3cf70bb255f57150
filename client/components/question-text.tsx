import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { type Piece, splitMaths } from '../lib/maths.ts';
import { useFormulas } from '../lib/use-formulas.ts';
import { PlainText } from './plain-text.tsx';

/**
 * A text of the pool, which nobody vouches for: words stand as they were written, formulas are drawn, and
 * nothing in it can become a link, a picture or markup.
 * @param raw shows the text itself, letter by letter
 * @param inline for one line of a table: formulas stay in the line, those of several lines as they were written
 */
export const QuestionText = memo(function QuestionText({
  text,
  raw = false,
  inline = false,
}: {
  text: string;
  raw?: boolean;
  inline?: boolean;
}) {
  const pieces = useMemo(() => (raw ? null : splitMaths(text)), [text, raw]);
  if (pieces === null)
    return (
      <span className="font-mono text-[0.93em] break-words whitespace-pre-wrap">
        <PlainText text={text} />
      </span>
    );
  return (
    <span className={inline ? 'row-text' : 'break-words whitespace-pre-wrap'}>
      {keyed(pieces).map(({ key, piece, shown }) =>
        piece.kind === 'text' ? (
          <span key={key}>
            <PlainText text={inline ? piece.raw : shown} />
          </span>
        ) : piece.kind === 'code' ? (
          <code key={key} className="font-mono text-[0.9em] text-muted">
            {piece.raw}
          </code>
        ) : inline && isTall(piece.tex) ? (
          <span key={key} className="font-mono text-[0.88em] text-muted">
            {piece.raw}
          </span>
        ) : (
          <Formula key={key} tex={piece.tex} raw={piece.raw} display={piece.kind === 'display' && !inline} />
        ),
      )}
    </span>
  );
});

/** A formula of several lines, for which one line has no room. */
const isTall = (tex: string): boolean => /\\\\|\\begin|\\substack|\\cfrac/.test(tex);

/** Pieces have no name but their place. A displayed formula is a line of its own, so the line breaks beside it go. */
function keyed(pieces: readonly Piece[]): { key: number; piece: Piece; shown: string }[] {
  let at = 0;
  return pieces.map((piece, i) => {
    const key = at;
    at += piece.raw.length;
    let shown = piece.raw;
    if (pieces[i - 1]?.kind === 'display') shown = shown.replace(/^\n/, '');
    if (pieces[i + 1]?.kind === 'display') shown = shown.replace(/\n$/, '');
    return { key, piece, shown };
  });
}

function Formula({ tex, raw, display }: { tex: string; raw: string; display: boolean }) {
  const draw = useFormulas();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (draw !== null && place.current !== null) draw(place.current, tex, raw, display);
  }, [draw, tex, raw, display]);
  if (draw === null) return <span>{raw}</span>;
  return <span ref={place} className={display ? 'formula-display' : undefined} />;
}
