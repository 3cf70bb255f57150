/** Why signing in by OpenID Connect came to nothing, as the sign-in page says it. */
export const SIGN_IN_FAULTS = {
  expired: 'This sign-in took too long, or was begun in another browser; start it again.',
  refused: 'The provider did not let you sign in.',
  unreachable: 'The provider does not answer; try again, or sign in with a password.',
  provider: 'The provider answered with something that can not be trusted, so you were not signed in.',
  unknown: 'Nobody here knows this account; ask an owner for an invitation and open its link.',
  disabled: 'This user is disabled; an owner can give the access back.',
  invitation: 'This invitation was used or has expired; ask an owner for another one.',
  taken: 'This account belongs to another user here.',
  'name-taken':
    'Somebody of that name is a user here already; sign in as they do and link the account on the page People, or ask an owner for an invitation.',
  nameless: 'The provider tells no name of this account; ask an owner for an invitation.',
} as const;

export type SignInFault = keyof typeof SIGN_IN_FAULTS;
export const isSignInFault = (name: string): name is SignInFault => Object.hasOwn(SIGN_IN_FAULTS, name);
