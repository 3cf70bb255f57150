import { counted, oneLine } from '../../../lib/format.ts';
import type { Refused } from '../outbox.ts';

/** What has not reached the server, and what it refused: neither is lost, and the page says so. */
export function OutboxView({
  waiting,
  refused,
  isOffline,
  onDismiss,
}: {
  waiting: number;
  refused: readonly Refused[];
  isOffline: boolean;
  onDismiss: (key: string) => void;
}) {
  return (
    <>
      {(isOffline || waiting > 1) && waiting > 0 && (
        <p role="status" className="mt-1 text-12 text-warn">
          {isOffline && 'The server does not answer. '}
          {counted(waiting, 'judgement')} {waiting === 1 ? 'waits' : 'wait'} in this browser and will be sent
          in order; you can go on.
        </p>
      )}
      {refused.map(({ key, said, about, reason }) => (
        <div key={key} role="alert" className="mt-2 max-w-[75ch] rounded-ui bg-sunken px-3 py-2 text-13">
          <p>
            <span className="font-medium">Not stored: {said.decision}</span>{' '}
            <span className="text-muted">of “{oneLine(about).slice(0, 100)}”</span>
          </p>
          <p className="text-warn">{reason}</p>
          {said.note != null && <p className="mt-1 break-words whitespace-pre-wrap">{said.note}</p>}
          {said.fields != null && Object.keys(said.fields).length > 0 && (
            <p className="mt-1 font-mono text-12 break-all">{JSON.stringify(said.fields)}</p>
          )}
          <button type="button" className="quiet mt-1 border border-line" onClick={() => onDismiss(key)}>
            Put away
          </button>
        </div>
      ))}
    </>
  );
}
