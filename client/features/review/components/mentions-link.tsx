import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { counted } from '../../../lib/format.ts';
import { unseenQuery } from '../api/colleagues.ts';

/** Says that somebody has named one in a comment, where that is so. */
export function MentionsLink() {
  const { data: unseen = 0 } = useQuery(unseenQuery());
  if (unseen === 0) return null;
  return (
    <Link to="/review/mentions" className="text-link text-13">
      {counted(unseen, 'mention')} of you, unread
    </Link>
  );
}
