/** What a user of a workspace may do. */
export const ROLES = {
  owner: 'everything, users included',
  curator: 'imports, runs, collections, queues and their verdicts, releases',
  reviewer: 'judges what the queues hand out',
  'compliance-officer': 'licences, waivers, policies and takedowns; reads everything',
  auditor: 'reads everything, changes nothing',
} as const;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** Who may use a route, or act in a name on the command line. */
export const EVERY_ROLE: readonly Role[] = [...ROLE_NAMES];
export const OWNING: readonly Role[] = ['owner'];
export const CURATING: readonly Role[] = ['owner', 'curator'];
export const JUDGING: readonly Role[] = ['owner', 'curator', 'reviewer'];
export const COMPLYING: readonly Role[] = ['owner', 'compliance-officer'];
/** Those who say what binds whoever asks a model. */
export const DECLARING: readonly Role[] = ['owner', 'curator', 'compliance-officer'];
/** Those who see what others judged, before they judged themselves. */
export const OVERSEEING: readonly Role[] = ['owner', 'curator', 'compliance-officer', 'auditor'];

/** What a personal token may be used for, of all that its owner may do. */
export const TOKEN_SCOPES = {
  read: 'reads only',
  review: 'reads, and judges as a reviewer',
  worker: 'takes calls of collections, and hands over their replies; reads nothing else',
  full: 'everything that its owner may, but for users, sessions and tokens',
} as const;

export type TokenScope = keyof typeof TOKEN_SCOPES;
