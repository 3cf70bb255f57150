import type { ReactNode } from 'react';
import type { Span } from '../lib/spans.ts';
import { PlainText } from './plain-text.tsx';

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
