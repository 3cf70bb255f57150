import type { Upload } from '../../../../shared/schemas/upload.ts';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { bytesSaid } from '../../../lib/bytes.ts';
import { percent } from '../../../lib/format.ts';

/** The files of an upload, how much of each is there, and which of them is looked at. */
export function FileList({
  upload,
  looked,
  onLook,
}: {
  upload: Upload;
  /** Place of the file that is looked at, from 0. */
  looked: number;
  onLook: (place: number) => void;
}) {
  return (
    <ul aria-label="Files" className="max-h-72 overflow-y-auto border-t border-line">
      {upload.files.map(({ name, bytes, received }, place) => (
        <li
          key={name}
          className={`flex min-h-8 items-center gap-3 border-b border-line px-2 text-13 ${place === looked ? 'bg-accent-soft' : ''}`}
        >
          <button
            type="button"
            aria-pressed={place === looked}
            onClick={() => onLook(place)}
            className="text-link min-w-0 flex-1 truncate text-left"
            title={name}
          >
            {name}
          </button>
          {received < bytes && (
            <span className="w-28">
              <ProgressBar label={`Sending ${name}`} done={received} of={bytes} />
            </span>
          )}
          <span className="w-20 text-right text-muted tabular-nums">
            {received < bytes ? percent(received, bytes) : bytesSaid(bytes)}
          </span>
        </li>
      ))}
    </ul>
  );
}
