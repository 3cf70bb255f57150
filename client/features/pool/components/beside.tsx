import type { ReactNode } from 'react';
import { Marked } from '../../../components/marked.tsx';
import type { Span } from '../../../lib/spans.ts';

/** A text with some of it marked, and what it is. */
export interface Side {
  name: ReactNode;
  text: string;
  spans: readonly Span[];
}

/** Two texts held against each other: side by side, on a phone one under the other. */
export function Beside({ sides }: { sides: readonly [Side, Side] }) {
  return (
    <div className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
      {sides.map(({ name, text, spans }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two sides never move
        <figure key={i} className="min-w-0">
          <figcaption className="mb-1 text-12 text-muted">{name}</figcaption>
          <blockquote className="border-l-2 border-line pl-3 break-words whitespace-pre-wrap">
            <Marked text={text} spans={spans} />
          </blockquote>
        </figure>
      ))}
    </div>
  );
}
