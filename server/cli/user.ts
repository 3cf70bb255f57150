import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import type { UserItem } from '../../shared/schemas/people.ts';
import { ROLE_NAMES, ROLES, type Role } from '../../shared/vocabulary/roles.ts';
import { hashPassword } from '../db/accounts/passwords.ts';
import { addUser, disableUser, type Invited, inviteUser, listUsers, setRole } from '../db/accounts/users.ts';
import { setSkills } from '../review/colleagues.ts';
import type { CliContext } from './frame.ts';
import { oneLine } from './text.ts';

/** The context of a command that takes a password; main reads it from the environment or from standard input. */
export type PasswordContext = CliContext & { password?: (fromInput: boolean) => Promise<string | null> };

/** `user add|list|role|skills|invite|disable`: who may work in this workspace, and as what. */
export function register(program: Command, context: PasswordContext): void {
  const user = program
    .command('user')
    .description('who may work in this workspace, and as what')
    .addHelpText('after', '\nExample\n  winnow user add ann --role reviewer');
  user
    .command('add')
    .description('make a user; without a password, a link by which they choose one')
    .argument('<name>', 'the name by which they sign in')
    .addOption(
      new Option('--role <role>', 'what they may do (the first user: owner, later ones: reviewer)').choices(
        ROLE_NAMES,
      ),
    )
    .option('--password-stdin', 'take the password from standard input; WINNOW_PASSWORD serves too')
    .addHelpText('after', `\n${rolesText()}\n\nExample\n  winnow user add ann --role reviewer`)
    .action((name: string, flags: { role?: Role; passwordStdin?: boolean }) => add(context, name, flags));
  user
    .command('list')
    .description('every user')
    .addHelpText('after', '\nExample\n  winnow user list')
    .action(() => {
      const users = listUsers(context.workspace());
      context.out.result(users, () => (users.length === 0 ? 'no users' : users.map(lineOf).join('\n')));
    });
  user
    .command('role')
    .description('give a user another role, and back the access that "disable" took')
    .argument('<name>', 'the user')
    .argument('<role>', ROLE_NAMES.join(', '))
    .addHelpText('after', `\n${rolesText()}\n\nExample\n  winnow user role ann curator`)
    .action((name: string, role: string) => {
      const changed = setRole(context.workspace(), name, roleOf(role), context.actor);
      context.out.result(changed, () => lineOf(changed));
    });
  user
    .command('skills')
    .description('say what a user is able to judge, in place of what was said before')
    .argument('<name>', 'the user')
    .argument('[skill...]', 'skills that a queue may want; none takes all of them away')
    .addHelpText('after', '\nExample\n  winnow user skills ann proofs biology')
    .action((name: string, skills: string[]) => {
      const changed = setSkills(context.workspace(), name, skills, context.actor);
      context.out.result(
        changed,
        () => `${oneLine(changed.user)}  ${changed.skills.join(', ') || 'no skills'}`,
      );
    });
  user
    .command('invite')
    .description('a new link by which a user chooses a password')
    .argument('<name>', 'the user')
    .addHelpText('after', '\nExample\n  winnow user invite ann')
    .action((name: string) => {
      const invited = inviteUser(context.workspace(), name, context.actor);
      context.out.result(invited, () => invitedText(invited));
    });
  user
    .command('disable')
    .description('take the access of a user away, everywhere; what they did stays')
    .argument('<name>', 'the user')
    .addHelpText('after', '\nExample\n  winnow user disable ann')
    .action((name: string) => {
      const changed = disableUser(context.workspace(), name, context.actor);
      context.out.result(changed, () => lineOf(changed));
    });
}

async function add(
  context: PasswordContext,
  name: string,
  { role, passwordStdin = false }: { role?: Role; passwordStdin?: boolean },
): Promise<void> {
  const password = (await context.password?.(passwordStdin)) ?? null;
  if (passwordStdin && password === null)
    throw new WinnowError('bad-usage', '--password-stdin, but standard input held no line.');
  const passwordHash = password === null ? null : await hashPassword(password);
  const added = addUser(context.workspace(), { name, role, passwordHash, actor: context.actor });
  context.out.result(added, () => invitedText(added));
}

function roleOf(text: string): Role {
  const role = ROLE_NAMES.find((one) => one === text);
  if (role !== undefined) return role;
  throw new WinnowError(
    'bad-usage',
    `There is no role ${oneLine(text).slice(0, 80)}; there are ${ROLE_NAMES.join(', ')}.`,
  );
}

const lineOf = ({ user, role, state }: UserItem): string => `${oneLine(user)}  ${role}  ${state}`;

const invitedText = (invited: Invited): string =>
  invited.invitation === null
    ? lineOf(invited)
    : `${lineOf(invited)}\nOnce, within seven days, at the workbench: /sign-in?invitation=${invited.invitation}`;

const rolesText = (): string =>
  ['Roles', ...ROLE_NAMES.map((name) => `  ${name}: ${ROLES[name]}`)].join('\n');
