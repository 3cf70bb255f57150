import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PlainText } from '../../../components/plain-text.tsx';
import { Skeleton } from '../../../components/states.tsx';
import { count } from '../../../lib/format.ts';
import { rawQuery } from '../api/get-trace.ts';

/** The reply as it came, fetched when somebody wants to see it. */
export function RawReplyView({ id }: { id: string }) {
  const [isWanted, setWanted] = useState(false);
  const { data, error } = useQuery({ ...rawQuery(id), enabled: isWanted });
  return (
    <details onToggle={(event) => setWanted(event.currentTarget.open)} className="text-13">
      <summary className="cursor-pointer text-muted hover:text-ink">Raw reply, as it came</summary>
      {error !== null ? (
        <p role="alert" className="mt-2 text-muted">
          {error.message}
        </p>
      ) : data === undefined ? (
        isWanted && <Skeleton className="mt-2 h-24 w-full" />
      ) : (
        <>
          <p className="mt-2 text-12 text-muted">
            {data.mediaType}, {count(data.bytes)} bytes, SHA-256{' '}
            <span className="font-mono break-all">{data.sha256}</span>
            {data.isCut && '; only its beginning is shown'}
          </p>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
            tabIndex={0}
            aria-label="Raw reply"
            className="mt-2 max-h-96 overflow-auto rounded-ui border border-line bg-sunken p-3"
          >
            <pre className="font-mono text-12 break-words whitespace-pre-wrap">
              <PlainText text={data.text} />
            </pre>
          </section>
        </>
      )}
    </details>
  );
}
