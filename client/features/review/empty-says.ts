import type { NextReply } from '../../../shared/schemas/queue.ts';

/** Why there is nothing to judge now. What one's own other tab holds, open or closed, is not in the hands of others. */
export function emptySays({ reason, says, holders }: NonNullable<NextReply['empty']>, user: string): string {
  const own = holders.filter((one) => one.user === user).length;
  if (reason !== 'held' || own === 0) return says;
  const whose = own === holders.length ? '' : ', and by others';
  return `What is left is held by another tab of yours${whose}. Go on there; where it was closed, each item is free again at the time beside it.`;
}
