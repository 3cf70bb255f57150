import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import type { UserItem } from '../../../../shared/schemas/people.ts';
import { ROLE_NAMES, ROLES, type Role } from '../../../../shared/vocabulary/roles.ts';
import { Fault } from '../../../components/fault.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { Picker } from '../../../components/picker.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Problem, Skeleton } from '../../../components/states.tsx';
import { counted, sentence, when } from '../../../lib/format.ts';
import { addUser, disableUser, inviteUser, setRole, usersQuery } from '../api.ts';
import { Once } from './once.tsx';

/** Everybody who may work here: inviting them, what they may do, taking it away. */
export function Users({ me }: { me: string }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(usersQuery());
  const [link, setLink] = useState<{ user: string; invitation: string } | null>(null);
  const change = useMutation({
    mutationFn: (act: () => Promise<UserItem & { invitation?: string | null }>) => act(),
    onSuccess: ({ user, invitation }) => {
      if (invitation) setLink({ user, invitation });
      void client.invalidateQueries({ queryKey: ['users'] });
    },
  });
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-40 w-full max-w-200" />;
  return (
    <section aria-labelledby="users" className="flex max-w-240 flex-col gap-4">
      <h2 id="users" className="text-16 leading-head font-semibold">
        {data.items.length === 0 ? 'No users yet' : counted(data.items.length, 'user')}
      </h2>
      <Invite
        isBusy={change.isPending}
        onInvite={(user, role, invited) =>
          change.mutate(() => addUser({ user, role }), { onSuccess: invited })
        }
      />
      <Fault error={change.error} />
      {link !== null && (
        <Once
          says={`The link by which ${link.user} chooses a password: once, within seven days. It is shown only now.`}
          text={`${window.location.origin}/sign-in?invitation=${link.invitation}`}
          onClose={() => setLink(null)}
        />
      )}
      {data.items.length > 0 && <SaveRows path="/users" command="user list" />}
      {data.items.length > 0 && (
        <LineTable
          stacks
          label="Users"
          columns={[
            { name: 'Name' },
            { name: 'May' },
            { name: 'Access' },
            { name: 'Since', isExtra: true },
            { name: 'Actions', isPlain: true },
          ]}
          lines={data.items.map((one) => ({
            key: one.userId,
            cells: [
              <span key="name" className="font-medium">
                {one.user}
                {one.user === me && <span className="font-normal text-muted"> (you)</span>}
              </span>,
              <span key="role" className="block min-w-32">
                <RolePicker user={one} onChange={(role) => change.mutate(() => setRole(one.userId, role))} />
              </span>,
              sentence(one.state),
              when(one.createdAt),
              <span key="acts" className="flex flex-wrap gap-1">
                {one.state !== 'disabled' && (
                  <button
                    type="button"
                    className="quiet border border-line"
                    disabled={change.isPending}
                    title="A link by which they choose a password"
                    onClick={() => change.mutate(() => inviteUser(one.userId))}
                  >
                    New link
                  </button>
                )}
                {one.state === 'disabled' ? (
                  <button
                    type="button"
                    className="quiet border border-line"
                    disabled={change.isPending}
                    onClick={() => change.mutate(() => setRole(one.userId, one.role))}
                  >
                    Give access back
                  </button>
                ) : (
                  <Disable user={one.user} onDisable={() => change.mutate(() => disableUser(one.userId))} />
                )}
              </span>,
            ],
          }))}
        />
      )}
    </section>
  );
}

function RolePicker({ user, onChange }: { user: UserItem; onChange: (role: Role) => void }) {
  return (
    <Picker
      isFilter={false}
      label={`Role of ${user.user}`}
      value={user.role}
      onChange={(value) => {
        const role = ROLE_NAMES.find((name) => name === value);
        if (role !== undefined && role !== user.role) onChange(role);
      }}
    >
      {ROLE_NAMES.map((role) => (
        <option key={role} value={role} title={ROLES[role]}>
          {role}
        </option>
      ))}
    </Picker>
  );
}

/** Ends every session and token of somebody, so it is asked twice. */
function Disable({ user, onDisable }: { user: string; onDisable: () => void }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return (
      <button type="button" className="quiet border border-line" onClick={() => setAsked(true)}>
        Disable
      </button>
    );
  return (
    <>
      <button
        type="button"
        className="quiet h-auto min-h-7 border border-line text-left font-medium text-warn"
        onClick={() => {
          setAsked(false);
          onDisable();
        }}
      >
        Disable {user} everywhere
      </button>
      <button type="button" className="quiet" onClick={() => setAsked(false)}>
        Cancel
      </button>
    </>
  );
}

function Invite({
  isBusy,
  onInvite,
}: {
  isBusy: boolean;
  /** @param invited called once they are there: until then the name stays */
  onInvite: (user: string, role: Role, invited: () => void) => void;
}) {
  const [user, setUser] = useState('');
  const [role, setInvited] = useState<Role>('reviewer');
  const invite = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isBusy) onInvite(user.trim(), role, () => setUser(''));
  };
  return (
    <form className="flex flex-wrap items-center gap-2" onSubmit={invite}>
      <input
        aria-label="Name of a new user"
        placeholder="Name"
        required
        maxLength={100}
        value={user}
        onChange={({ target }) => setUser(target.value)}
        className="h-8 w-full rounded-ui sm:w-52 border border-line bg-raised px-2.5 text-13"
      />
      <Picker
        isFilter={false}
        label="Role of a new user"
        value={role}
        onChange={(value) => setInvited(ROLE_NAMES.find((name) => name === value) ?? 'reviewer')}
      >
        {ROLE_NAMES.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Picker>
      <button type="submit" className="control font-medium" disabled={isBusy}>
        Invite
      </button>
      <span className="text-12 text-muted">{sentence(ROLES[role])}.</span>
    </form>
  );
}
