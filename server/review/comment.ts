import type { Comment } from '../db/comments.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { colleaguesOf } from './colleagues.ts';
import { namesCalled } from './mentions.ts';

/** Says something about a question to the others, with an event; whoever is called by `@name` is told. */
export function comment(
  workspace: Workspace,
  said: { question: string; queue: string | null; author: string; text: string; flagged: boolean },
): Comment {
  return workspace.write('comment', () => {
    const one: Comment = {
      ...said,
      id: `comment-${workspace.randomHex(8)}`,
      flagged: said.flagged ? 1 : 0,
      salt: workspace.randomHex(32),
      at: workspace.now().toISOString(),
    };
    const { seq } = workspace.events.append({
      type: 'review.commented',
      actor: said.author,
      subject: said.question,
      idem: `comment ${one.id}`,
      data: {
        comment_id: one.id,
        question: said.question,
        flagged: said.flagged,
        text_salted_sha256: saltedSha256(one.salt, one.text),
        ...(said.queue !== null && { queue: said.queue }),
      },
    });
    workspace.comments.insert(one, seq);
    const others = colleaguesOf(workspace).filter(({ person }) => person !== said.author);
    const called = namesCalled(
      one.text,
      others.map(({ user }) => user),
    );
    for (const { user, person } of others) if (called.includes(user)) workspace.mentions.put(one.id, person);
    return one;
  });
}
