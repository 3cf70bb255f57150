import { useQuery } from '@tanstack/react-query';
import { previewProgressQuery } from '../api/previews.ts';
import { LookingBar, lookingSaid } from './looking-bar.tsx';

/** A diff decides again with one change at a time, which takes long where texts have to be looked at. */
export function DecidingAgain() {
  const { data: looking } = useQuery(previewProgressQuery(true));
  return (
    <div className="mb-4 text-13 text-muted">
      <p>{lookingSaid(looking, 'Deciding again with one change at a time, to find what each one does …')}</p>
      <LookingBar looking={looking} />
    </div>
  );
}
