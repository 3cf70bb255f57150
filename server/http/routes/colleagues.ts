import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import type { MentionItem } from '../../../shared/schemas/colleagues.ts';
import type { Mention } from '../../db/mentions.ts';
import type { Workspace } from '../../db/workspace.ts';
import { colleaguesOf, setSkills } from '../../review/colleagues.ts';
import { bind } from '../bind.ts';
import { hiddenFrom } from '../blind.ts';
import type { Caller } from '../callers.ts';
import { pageOfArray } from '../cursor.ts';
import type { Service } from '../service.ts';

/** Of a question as lists show it. Unit: characters. */
const SHOWN = 200;

/** Those one works with: what they can judge, and what they say to each other by name. */
export function colleagueRoutes({ workspace }: Pick<Service, 'workspace'>): Router {
  const router = Router();
  const me = ({ actor, name }: Caller) => (actor === 'local' ? workspace.people.find(name) : actor) ?? '';
  bind(router, ROUTES.colleagues, ({ query }) => {
    const page = pageOfArray(colleaguesOf(workspace), query);
    return { ...page, items: page.items.map(({ person: _id, ...one }) => one) };
  });
  bind(router, ROUTES.setSkills, ({ params, body, caller }) =>
    setSkills(workspace, params.id, body.skills, caller.actor),
  );
  bind(router, ROUTES.mentions, ({ query: { unseen, q, ...page }, caller }) => {
    const isHidden = hiddenFrom(workspace, caller);
    const own = workspace.mentions
      .of(me(caller))
      .map((one) =>
        isHidden(one.question) ? { ...one, text: '', hidden: true } : { ...one, hidden: false },
      );
    const words = q?.toLowerCase();
    const found = own.filter((one) => {
      if (unseen && one.seenAt !== null) return false;
      return (
        words === undefined || `${one.text}\n${questionOf(workspace, one)}`.toLowerCase().includes(words)
      );
    });
    const { items, nextCursor } = pageOfArray(found, page);
    const unseenOnes = own.filter(({ seenAt }) => seenAt === null).length;
    return { items: items.map((one) => mentionItem(workspace, one)), nextCursor, unseen: unseenOnes };
  });
  bind(router, ROUTES.seeMentions, ({ body, caller }) =>
    workspace.write('mentions', () => {
      const at = workspace.now().toISOString();
      const seen = body.commentIds.filter((id) => workspace.mentions.see(me(caller), id, at));
      return { seen: seen.length };
    }),
  );
  return router;
}

/** In place of what was said, to whom judges blind. */
const UNTOLD = 'You are shown what was said once you have judged the question.';

const questionOf = ({ questions }: Workspace, { question }: Mention): string =>
  questions.byId(question)?.question ?? '';

const mentionItem = (workspace: Workspace, mention: Mention & { hidden: boolean }): MentionItem => ({
  commentId: mention.id,
  questionId: mention.question,
  question: questionOf(workspace, mention).slice(0, SHOWN),
  queueId: mention.queue,
  author: workspace.people.nameOf(mention.author) ?? mention.author,
  text: mention.hidden ? UNTOLD : mention.text,
  hidden: mention.hidden,
  flagged: mention.flagged === 1 && !mention.hidden,
  at: mention.at,
  seenAt: mention.seenAt,
});
