import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { WinnowError } from '../../../shared/error.ts';
import type { Upload } from '../../../shared/schemas/upload.ts';
import { keptName, UPLOAD_LIMITS } from '../../../shared/vocabulary/uploads.ts';
import { bytesSaid } from '../../lib/bytes.ts';
import { sendFiles } from './api/send-files.ts';
import { openUpload } from './api/uploads.ts';

/**
 * Sends picked files: to the upload at hand where they are what it still lacks, else to a new one.
 * @param onOpen hears the id of the upload before the first byte is sent
 */
export function useSending(upload: Upload | undefined, onOpen: (id: string) => void) {
  const client = useQueryClient();
  const stop = useRef(new AbortController());
  useEffect(() => {
    const own = new AbortController();
    stop.current = own;
    return () => own.abort(); // the page was left; what was sent is kept
  }, []);
  return useMutation({
    mutationFn: async (picked: readonly File[]) => {
      const files = new Map(picked.map((file) => [keptName(file.name), file]));
      refuse(picked, files);
      const isRest = upload !== undefined && lacks(upload, files);
      const begun = isRest
        ? upload
        : await openUpload([...files].map(([name, { size }]) => ({ name, bytes: size })));
      const tell = (known: Upload): void => {
        client.setQueryData(['upload', begun.uploadId], known);
      };
      tell(begun);
      onOpen(begun.uploadId);
      const sent = await sendFiles(begun, files, tell, stop.current.signal);
      tell(sent);
    },
  });
}

function refuse(picked: readonly File[], files: ReadonlyMap<string, File>): void {
  const { files: most, fileBytes, bytes } = UPLOAD_LIMITS;
  const large = picked.find(({ size }) => size > fileBytes);
  const all = picked.reduce((sum, { size }) => sum + size, 0);
  const fault =
    picked.length > most
      ? `At most ${most} files go together, and these are ${picked.length}.`
      : large !== undefined
        ? `${large.name} has ${bytesSaid(large.size)}; a file has ${bytesSaid(fileBytes)} at most. The command line takes larger ones.`
        : all > bytes
          ? `These files have ${bytesSaid(all)} together, and ${bytesSaid(bytes)} are the most.`
          : files.size < picked.length
            ? 'Two of these files are kept under one name; rename one of them.'
            : null;
  if (fault !== null) throw new WinnowError('bad-usage', fault);
}

/** Whether these are files that an upload waits for. */
const lacks = (upload: Upload, files: ReadonlyMap<string, File>): boolean =>
  upload.files.some(({ bytes, received }) => received < bytes) &&
  [...files].every(([name, { size }]) =>
    upload.files.some((file) => file.name === name && file.bytes === size),
  );
