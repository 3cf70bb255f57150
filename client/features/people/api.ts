import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../shared/api.ts';
import type { Role } from '../../../shared/vocabulary/roles.ts';
import { call, send } from '../../lib/call.ts';

export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => call('/users', { query: { limit: 200 }, signal }),
  });

export const tokensQuery = () =>
  queryOptions({
    queryKey: ['tokens'],
    queryFn: ({ signal }) => call('/tokens', { query: { limit: 200 }, signal }),
  });

export const addUser = (body: BodyOf<'/users'>) => send('/users', { body });
export const inviteUser = (id: string) => send('/users/{id}/invite', { params: { id } });
export const setRole = (id: string, role: Role) =>
  send('/users/{id}/role', { params: { id }, body: { role } });
export const disableUser = (id: string) => send('/users/{id}/disable', { params: { id } });
export const makeToken = (body: BodyOf<'/tokens'>) => send('/tokens', { body });
export const revokeToken = (id: string) => send('/tokens/{id}/revoke', { params: { id } });
export const linkAccount = () => send('/session/oidc/link', {});
export const signOut = (everywhere: boolean) => send('/session/end', { body: { everywhere } });
