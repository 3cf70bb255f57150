import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../../shared/api.ts';
import type { FlagCode } from '../../../../shared/vocabulary/flags.ts';
import { call, send } from '../../../lib/call.ts';

export const outlooksQuery = (run: string) =>
  queryOptions({
    queryKey: ['policies', run],
    queryFn: ({ signal }) => call('/runs/{id}/policies', { params: { id: run }, signal }),
    retry: false,
  });

export const flagCodesQuery = () =>
  queryOptions({ queryKey: ['flag-codes'], queryFn: ({ signal }) => call('/flags/codes', { signal }) });

export type FlagState = 'open' | 'resolved' | 'waived';

/** Pages of flags. */
export const flagsQuery = (filter: { code: FlagCode; state: FlagState | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['flags', filter],
    queryFn: ({ pageParam, signal }) =>
      call('/flags', {
        query: {
          code: filter.code,
          ...(filter.state !== undefined && { state: filter.state }),
          limit: 50,
          ...(pageParam !== null && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

export const licencesQuery = () =>
  queryOptions({
    queryKey: ['licences'],
    queryFn: ({ signal }) => call('/licences', { query: { limit: 200 }, signal }),
  });

export const waiversQuery = () =>
  queryOptions({
    queryKey: ['waivers'],
    queryFn: ({ signal }) => call('/waivers', { query: { limit: 200 }, signal }),
  });

export const termsQuery = () =>
  queryOptions({
    queryKey: ['terms'],
    queryFn: ({ signal }) => call('/terms', { query: { limit: 200 }, signal }),
  });

export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => call('/session', { signal }),
    retry: false,
  });

export const conclude = (body: BodyOf<'/licences/conclusions'>) => send('/licences/conclusions', { body });
export const waive = (body: BodyOf<'/waivers'>) => send('/waivers', { body });
export const revoke = (id: string) => send('/waivers/{id}/revoke', { params: { id } });
