import { Type } from '@sinclair/typebox';
import { get, list, post } from '../route.ts';
import { jobItemSchema } from '../schemas/job.ts';
import {
  attestationItemSchema,
  backupItemSchema,
  newAttestationSchema,
  settingsSchema,
} from '../schemas/settings.ts';
import { DECLARING, OWNING } from '../vocabulary/roles.ts';

/** The workspace itself, and copies of it. */
export const SETTINGS_ROUTES = {
  settings: get('/settings', 'How the workspace is set up; keys are never shown.', settingsSchema),
  attest: post(
    '/attestations',
    'Says what no interface tells of the key that the server was started with, as `winnow attest` does; it holds for 30 days.',
    attestationItemSchema,
    { body: newAttestationSchema, status: 201, roles: DECLARING },
  ),
  backups: list('/backups', 'Backups in the workspace, newest first.', backupItemSchema, OWNING),
  makeBackup: post(
    '/backups',
    'Copies the workspace into one file, as `winnow backup` does.',
    jobItemSchema,
    {
      body: Type.Object(
        {
          name: Type.String({
            pattern: '^[a-z0-9][a-z0-9._-]{0,60}$',
            description: 'Of the file, without its ending.',
          }),
        },
        { additionalProperties: false },
      ),
      status: 202,
      roles: OWNING,
    },
  ),
} as const;

/** A backup as a file: a stream, not JSON, so not in the table. */
export const BACKUP_FILE_PATH = '/backups/{name}/file';
