import { useEffect, useRef, useState } from 'react';

/** A button that asks, in its own place, before it does what is hard to take back. */
export function ConfirmButton({
  name,
  of,
  question,
  yes,
  no = 'Leave it',
  isHeld = false,
  onYes,
}: {
  name: string;
  /** What it is about, for those who hear it. */
  of: string;
  question: string;
  yes: string;
  no?: string;
  isHeld?: boolean;
  onYes: () => void;
}) {
  const [isAsked, setAsked] = useState(false);
  const leave = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsked) leave.current?.focus(); // a second press of the same key does no harm
  }, [isAsked]);
  if (!isAsked)
    return (
      <button type="button" className="quiet" disabled={isHeld} onClick={() => setAsked(true)}>
        {name}
        <span className="sr-only"> {of}</span>
      </button>
    );
  return (
    <span className="flex min-w-48 flex-wrap items-center gap-1 text-13">
      <span role="status">{question}</span>
      <button
        type="button"
        className="quiet text-warn"
        disabled={isHeld}
        onClick={() => {
          setAsked(false);
          onYes();
        }}
      >
        {yes}
      </button>
      <button ref={leave} type="button" className="quiet" onClick={() => setAsked(false)}>
        {no}
      </button>
    </span>
  );
}
