import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { TOKEN_SCOPES, type TokenScope } from '../../../../shared/vocabulary/roles.ts';
import { Fault } from '../../../components/fault.tsx';
import { LineTable } from '../../../components/line-table.tsx';
import { Picker } from '../../../components/picker.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Problem } from '../../../components/states.tsx';
import { when } from '../../../lib/format.ts';
import { makeToken, revokeToken, tokensQuery } from '../api.ts';
import { Once } from './once.tsx';

const SCOPES = Object.keys(TOKEN_SCOPES) as TokenScope[];

/** Tokens by which programs of yours speak for you. */
export function Tokens() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(tokensQuery());
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const done = () => void client.invalidateQueries({ queryKey: ['tokens'] });
  const make = useMutation({
    mutationFn: makeToken,
    onSuccess: ({ name, token }) => {
      setMade({ name, token });
      done();
    },
  });
  const revoke = useMutation({ mutationFn: revokeToken, onSuccess: done });
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  const items = data?.items ?? [];
  return (
    <section aria-labelledby="tokens" className="flex max-w-240 flex-col gap-4">
      <div>
        <h2 id="tokens" className="text-16 leading-head font-semibold">
          Your tokens
        </h2>
        <p className="mt-1 max-w-[60ch] text-13 text-muted">
          For programs of yours: a token may do no more than you, and makes no users and no tokens.
        </p>
      </div>
      <NewToken isMaking={make.isPending} onMake={(token, made) => make.mutate(token, { onSuccess: made })} />
      <Fault error={make.error ?? revoke.error} />
      {made !== null && (
        <Once
          says={`The token "${made.name}", for "Authorization: Bearer …". It is shown only now.`}
          text={made.token}
          onClose={() => setMade(null)}
        />
      )}
      {items.length > 0 && <SaveRows path="/tokens" />}
      {items.length > 0 && (
        <LineTable
          stacks
          label="Tokens"
          columns={[
            { name: 'For' },
            { name: 'May' },
            { name: 'Made', isExtra: true },
            { name: 'Until' },
            { name: 'Actions', isPlain: true },
          ]}
          lines={items.map(({ tokenId, name, scope, createdAt, expiresAt }) => ({
            key: tokenId,
            cells: [
              name,
              <span key="scope" title={TOKEN_SCOPES[scope]}>
                {scope}
              </span>,
              when(createdAt),
              when(expiresAt),
              <button
                key="revoke"
                type="button"
                className="quiet border border-line"
                aria-label={`Revoke ${name}`}
                disabled={revoke.isPending && revoke.variables === tokenId}
                onClick={() => revoke.mutate(tokenId)}
              >
                {revoke.isPending && revoke.variables === tokenId ? 'Revoking' : 'Revoke'}
              </button>,
            ],
          }))}
        />
      )}
    </section>
  );
}

function NewToken({
  isMaking,
  onMake,
}: {
  isMaking: boolean;
  /** @param made called once it is there: until then nothing that was written goes away */
  onMake: (token: { name: string; scope: TokenScope; days: number }, made: () => void) => void;
}) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('read');
  const [days, setDays] = useState(90);
  const make = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!isMaking) onMake({ name: name.trim(), scope, days }, () => setName(''));
  };
  return (
    <form className="flex flex-wrap items-center gap-2" onSubmit={make}>
      <input
        aria-label="What the token is for"
        placeholder="What it is for"
        required
        maxLength={100}
        value={name}
        onChange={({ target }) => setName(target.value)}
        className="h-8 w-full rounded-ui sm:w-52 border border-line bg-raised px-2.5 text-13"
      />
      <Picker
        isFilter={false}
        label="What the token may do"
        value={scope}
        onChange={(value) => setScope(SCOPES.find((one) => one === value) ?? 'read')}
      >
        {SCOPES.map((one) => (
          <option key={one} value={one}>
            {one}: {TOKEN_SCOPES[one]}
          </option>
        ))}
      </Picker>
      <label className="flex items-center gap-1.5 text-13 text-muted">
        for
        <input
          type="number"
          min={1}
          max={366}
          required
          value={days}
          onChange={({ target }) => setDays(target.valueAsNumber)}
          className="h-8 w-18 rounded-ui border border-line bg-raised px-2 text-13 text-ink tabular-nums"
        />
        days
      </label>
      <button type="submit" className="control font-medium" disabled={isMaking}>
        {isMaking ? 'Making it' : 'Make token'}
      </button>
    </form>
  );
}
