import { WinnowError } from '../../shared/error.ts';
import type { Colleague } from '../../shared/schemas/colleagues.ts';
import { userNamed } from '../db/accounts/users.ts';
import type { Workspace } from '../db/workspace.ts';

/** Users who are not disabled, with what they are said to be able to judge, by name. */
export const colleaguesOf = ({ users, people, skills }: Workspace): (Colleague & { person: string })[] =>
  users
    .all()
    .filter(({ disabled }) => !disabled)
    .map(({ id, role }) => ({ person: id, user: people.nameOf(id) ?? id, role, skills: skills.of(id) }))
    .sort((a, b) => (a.user < b.user ? -1 : 1));

/**
 * Says what somebody is able to judge, in place of what was said before, with an event; the same again is none.
 * @throws WinnowError `not-found` for no user; `bad-usage` for a skill that is empty or very long
 */
export function setSkills(
  workspace: Workspace,
  name: string,
  skills: readonly string[],
  actor: string,
): Colleague {
  const wanted = [...new Set(skills.map(skillName))].sort();
  return workspace.write('skills', () => {
    const { id, role } = userNamed(workspace, name);
    const user = workspace.people.nameOf(id) ?? id;
    if (workspace.skills.of(id).join('\n') !== wanted.join('\n')) {
      const { seq } = workspace.events.append({
        type: 'user.skills_set',
        actor,
        subject: id,
        idem: `user.skills_set ${workspace.randomHex(8)}`,
        data: { skills: wanted },
      });
      workspace.skills.set(id, wanted, seq);
    }
    return { user, role, skills: wanted };
  });
}

/** A skill as it is kept: in lower case, so that "Maths" and "maths" are one. @throws WinnowError `bad-usage` */
export function skillName(text: string): string {
  const name = text.trim().normalize('NFC').toLowerCase();
  if (name !== '' && name.length <= 60 && !/[\p{Cc},]/u.test(name)) return name;
  throw new WinnowError(
    'bad-usage',
    'A skill has 1 to 60 characters on one line, without a comma, such as "proofs".',
  );
}
