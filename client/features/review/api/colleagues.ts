import { queryOptions } from '@tanstack/react-query';
import { call, send } from '../../../lib/call.ts';

const MOST = 200;

/** Users by name, with what they are said to be able to judge. */
export const colleaguesQuery = () =>
  queryOptions({
    queryKey: ['colleagues'],
    queryFn: ({ signal }) => call('/colleagues', { query: { limit: MOST }, signal }),
  });

/** Comments in which one was named. */
export const mentionsQuery = (filter: { unseen: boolean; q: string }) =>
  queryOptions({
    queryKey: ['mentions', filter],
    queryFn: ({ signal }) =>
      call('/mentions', {
        query: { limit: MOST, unseen: filter.unseen, ...(filter.q !== '' && { q: filter.q }) },
        signal,
      }),
  });

/** How many of them one has not seen. */
export const unseenQuery = () =>
  queryOptions({
    queryKey: ['mentions', 'unseen'],
    queryFn: ({ signal }) => call('/mentions', { query: { limit: 1, unseen: true }, signal }),
    select: ({ unseen }) => unseen,
  });

/** What people say of a question; a reviewer sees what others say once they have judged it. */
export const commentsQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['comments', questionId],
    queryFn: ({ signal }) =>
      call('/questions/{id}/comments', { params: { id: questionId }, query: { limit: MOST }, signal }),
  });

export const seeMentions = (commentIds: string[]) => send('/mentions/seen', { body: { commentIds } });
export const setSkills = (user: string, skills: string[]) =>
  send('/users/{id}/skills', { params: { id: user }, body: { skills } });
