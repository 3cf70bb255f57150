import { queryOptions } from '@tanstack/react-query';
import type { NewAttestation } from '../../../shared/schemas/settings.ts';
import { call, send } from '../../lib/call.ts';

export const settingsQuery = () =>
  queryOptions({ queryKey: ['settings'], queryFn: ({ signal }) => call('/settings', { signal }) });

export const backupsQuery = () =>
  queryOptions({
    queryKey: ['backups'],
    queryFn: ({ signal }) => call('/backups', { query: { limit: 200 }, signal }),
  });

export const termsQuery = () =>
  queryOptions({
    queryKey: ['terms'],
    queryFn: ({ signal }) => call('/terms', { query: { limit: 200 }, signal }),
  });

export const attestKey = (body: NewAttestation) => send('/attestations', { body });

export const makeBackup = (name: string) => send('/backups', { body: { name } });
