import { type DragEvent, useState } from 'react';
import { UPLOAD_LIMITS } from '../../../../shared/vocabulary/uploads.ts';
import { bytesSaid } from '../../../lib/bytes.ts';

/** Where files are dropped, or picked by whoever has no mouse. */
export function DropArea({
  isBusy,
  onFiles,
  children,
}: {
  isBusy: boolean;
  onFiles: (files: readonly File[]) => void;
  /** What is to be dropped here. */
  children: string;
}) {
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0 && !isBusy) onFiles([...files]);
  };
  const over = (event: DragEvent, is: boolean): void => {
    event.preventDefault();
    setOver(is);
  };
  return (
    <label
      onDragOver={(event) => over(event, true)}
      onDragLeave={(event) => over(event, false)}
      onDrop={(event) => {
        over(event, false);
        take(event.dataTransfer.files);
      }}
      className={`flex cursor-pointer flex-col items-center gap-1.5 rounded-ui border border-dashed px-4 py-8 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-sunken'}`}
    >
      <input
        type="file"
        multiple
        className="sr-only"
        disabled={isBusy}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <span className="text-14">
        {children}, or <span className="text-link">pick them</span>
      </span>
      <span className="max-w-[60ch] text-12 text-muted">
        JSON Lines, JSON, CSV, TSV or Parquet, each packed with gzip or not; up to {UPLOAD_LIMITS.files} files
        of {bytesSaid(UPLOAD_LIMITS.fileBytes)} at most
      </span>
    </label>
  );
}
