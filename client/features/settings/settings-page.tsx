import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Settings } from '../../../shared/schemas/settings.ts';
import { UPLOAD_LIMITS } from '../../../shared/vocabulary/uploads.ts';
import { CommandLine, winnowCommand } from '../../components/command-line.tsx';
import { Facts } from '../../components/facts.tsx';
import { Loading, Problem, Skeleton } from '../../components/states.tsx';
import { bytesSaid } from '../../lib/bytes.ts';
import { count, counted } from '../../lib/format.ts';
import { sessionQuery } from '../../lib/queries/workspace.ts';
import { settingsQuery, termsQuery } from './api.ts';
import { Appearance } from './components/appearance.tsx';
import { Backups } from './components/backups.tsx';
import { Keys } from './components/keys.tsx';

/** How the workbench looks here, what was said of keys and terms, copies of the workspace, and where it lies. */
export function SettingsPage() {
  const { data: settings, error, refetch } = useQuery(settingsQuery());
  const { data: session } = useQuery(sessionQuery());
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (settings === undefined)
    return (
      <div className="px-4 py-8 lg:px-8">
        <Loading what="the settings" />
        <Skeleton className="h-8 w-72" />
      </div>
    );
  const isOwner = session?.role === 'owner';
  return (
    <div className="flex max-w-240 flex-col gap-9 px-4 pt-8 pb-16 lg:px-8">
      <title>Settings · Winnow</title>
      <h1 className="headline">Settings</h1>
      <Section id="appearance" title="Appearance">
        <Appearance />
      </Section>
      <Section id="keys" title="Keys and what was said of them">
        <Keys attestations={settings.attestations} />
      </Section>
      <Section id="terms" title="Terms">
        <Terms />
      </Section>
      <Section id="people" title="People">
        <p className="text-13">
          {settings.users === 0
            ? 'Nobody has to sign in: whoever reaches this address on this machine may do everything. '
            : `${counted(settings.users, 'person')} may sign in. `.replace('persons', 'people')}
          <Link className="text-link" to="/people">
            Users, roles and tokens
          </Link>
        </p>
      </Section>
      <Section id="backups" title="Backups">
        {isOwner ? <Backups /> : <p className="text-13 text-muted">Backups are for owners.</p>}
      </Section>
      <Section id="limits" title="Limits">
        <Limits />
      </Section>
      <Section id="workspace" title="Workspace">
        <Where settings={settings} />
      </Section>
    </div>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 border-t border-line pt-5">
      <h2 id={id} className="text-16 leading-head font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Terms() {
  const { data } = useQuery(termsQuery());
  if (data === undefined) return <Skeleton className="h-4 w-80" />;
  const inForce = data.items.filter((one) => one.inForce);
  const stale = inForce.filter((one) => one.stale).length;
  const captured = inForce.filter((one) => one.captured !== null).length;
  return (
    <p className="max-w-[75ch] text-13">
      {counted(inForce.length, 'text')} in force are known
      {stale > 0 && <span className="text-warn">; {count(stale)} were last looked at long ago</span>};{' '}
      {captured === 0 ? 'nobody has brought a copy of any' : `copies of ${count(captured)} were brought`}.{' '}
      <Link className="text-link" to="/compliance">
        Terms, their versions and differences
      </Link>
    </p>
  );
}

function Limits() {
  const { files, fileBytes, bytes, uploads, keptDays } = UPLOAD_LIMITS;
  return (
    <Facts
      facts={[
        [
          'An import',
          `${count(files)} files`,
          `${bytesSaid(fileBytes)} each, ${bytesSaid(bytes)} together; the command line has no such limit`,
        ],
        ['A record', '16 MiB', 'longer ones are rejected as too-long'],
        ['Waiting uploads', count(uploads), `one that nobody touches is removed after ${keptDays} days`],
        ['A request', '5 MB of JSON', 'files are sent as they are'],
        ['A page of a list', '200 rows', 'whole lists come as JSONL or CSV'],
      ]}
    />
  );
}

function Where({ settings }: { settings: Settings }) {
  const { folder, log, vkey, databaseBytes, freeBytes, version, node } = settings;
  return (
    <>
      <Facts
        facts={[
          ['Folder', folder ?? 'told to owners alone'],
          ['Database', bytesSaid(databaseBytes), `${bytesSaid(freeBytes)} are free on its disk`],
          ['Log', log],
          ['Signed by', vkey ?? 'nothing was signed yet'],
          ['Winnow', version, `Node ${node}`],
        ]}
      />
      <p className="text-12 text-muted">
        The folder may be copied or moved while nothing runs, and verifies wherever it lies. What is wrong
        with it, if anything, tells
      </p>
      <CommandLine command={winnowCommand('doctor')} />
      <p className="text-13">
        <a className="text-link" href="/api/openapi.json">
          The HTTP interface (OpenAPI)
        </a>
      </p>
    </>
  );
}
