import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../../shared/api.ts';
import type { Upload } from '../../../../shared/schemas/upload.ts';
import { call, send } from '../../../lib/call.ts';

export const uploadsQuery = () =>
  queryOptions({
    queryKey: ['uploads'],
    queryFn: ({ signal }) => call('/uploads', { query: { limit: 200 }, signal }),
  });

/** Nobody else changes it, so no change of the workspace has it asked for again. */
const KEPT = { staleTime: Number.POSITIVE_INFINITY, meta: { immutable: true } } as const;

/** One upload; whoever sends its files says how far they are, and once they are imported it is gone. */
export const uploadQuery = (id: string, isImported: boolean) =>
  queryOptions({
    queryKey: ['upload', id],
    queryFn: ({ signal }) => call('/uploads/{id}', { params: { id }, signal }),
    enabled: id !== '' && !isImported,
    retry: false,
    ...KEPT,
  });

export type Reading = BodyOf<'/uploads/{id}/look'>;

/** What a file is taken for; what was known stays while another answer is on its way. */
export const lookQuery = (id: string, reading: Reading, isWhole: boolean) =>
  queryOptions({
    queryKey: ['look', id, reading],
    queryFn: ({ signal }) => send('/uploads/{id}/look', { params: { id }, body: reading, signal }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
    retry: false,
    ...KEPT,
  });

export const openUpload = (files: readonly { name: string; bytes: number }[]): Promise<Upload> =>
  send('/uploads', { body: { files: [...files] } });
export const dropUpload = (id: string) => send('/uploads/{id}/drop', { params: { id } });
export const startImport = (body: BodyOf<'/imports'>) => send('/imports', { body });
export const undoImport = (id: string) => send('/imports/{id}/undo', { params: { id } });
