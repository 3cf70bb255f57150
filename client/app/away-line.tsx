import { useIsAway } from '../lib/reach.ts';

/** Says over every page that the server does not answer: what stands there may be old. */
export function AwayLine() {
  const isAway = useIsAway();
  return (
    <p
      role="status"
      className={
        isAway
          ? 'border-b border-line bg-marked px-4 py-1.5 text-13 text-ink lg:px-8 print:hidden'
          : 'sr-only'
      }
    >
      {isAway &&
        'The server does not answer, so what stands here may be old. It is tried again by itself; if it was stopped, “npm start” starts it.'}
    </p>
  );
}
