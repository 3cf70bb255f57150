import type { Workspace } from '../db/workspace.ts';

/** How much of a question a list shows. Unit: code points. */
const SHOWN = 400;

/** What a list shows of a question; empty where it is no more there. */
export function questionHead({ questions }: Pick<Workspace, 'questions'>, id: string) {
  const { source = '', question = '', externalId = null } = questions.byId(id) ?? {};
  return { source, externalId, text: shownText(question) };
}

/** The beginning of a text. */
export const shownText = (text: string): string =>
  Array.from(text.slice(0, 2 * SHOWN))
    .slice(0, SHOWN)
    .join('');
