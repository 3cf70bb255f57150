import { useQuery } from '@tanstack/react-query';
import { bytesSaid } from '../../../lib/bytes.ts';
import { counted, when } from '../../../lib/format.ts';
import { uploadsQuery } from '../api/uploads.ts';

/** Files that were handed in and not imported yet. */
export function OpenUploads({ onOpen }: { onOpen: (id: string) => void }) {
  const { data } = useQuery(uploadsQuery());
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section aria-labelledby="open-uploads" className="border-t border-line pt-6">
      <h2 id="open-uploads" className="mb-2 text-16 leading-head font-semibold">
        Handed in, and not imported yet
      </h2>
      <ul>
        {data.items.map(({ uploadId, createdAt, files }) => (
          <li key={uploadId} className="flex min-h-8 items-center gap-3 border-b border-line text-13">
            <button
              type="button"
              className="text-link min-w-0 flex-1 truncate text-left"
              onClick={() => onOpen(uploadId)}
            >
              {files.map(({ name }) => name).join(', ')}
            </button>
            <span className="text-muted">
              {counted(files.length, 'file')}, {bytesSaid(files.reduce((sum, { bytes }) => sum + bytes, 0))} ·{' '}
              {when(createdAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
