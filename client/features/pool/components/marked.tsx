import type { ReactNode } from 'react';
import { PlainText } from '../../../components/plain-text.tsx';
import type { Span } from '../evidence.ts';

/** A text as it was written, with some of it marked. */
export function Marked({ text, spans }: { text: string; spans: readonly Span[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    parts.push(
      <PlainText key={`before-${start}`} text={text.slice(at, start)} />,
      <mark key={start}>
        <PlainText text={text.slice(start, end)} />
      </mark>,
    );
    at = end;
  }
  parts.push(<PlainText key="rest" text={text.slice(at)} />);
  return <>{parts}</>;
}
