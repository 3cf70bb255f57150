import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewAttestation, Settings } from '../../../../shared/schemas/settings.ts';
import { Fault } from '../../../components/fault.tsx';
import { Field } from '../../../components/field.tsx';
import { HeldButton } from '../../../components/held-button.tsx';
import { Picker } from '../../../components/picker.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { attestKey } from '../api.ts';

const EMPTY: NewAttestation = { provider: 'gemini', tier: 'unpaid', region: '', use: '' };
const COUNTRY = /^\s*[a-z]{2}\s*$/i;

/** Says what no interface tells of a key. @param why why the person may not; null where they may */
export function AttestKey({ keys, why }: Pick<Settings, 'keys'> & { why: string | null }) {
  const set = keys.filter(({ isSet }) => isSet);
  const [said, setSaid] = useState<NewAttestation>({ ...EMPTY, provider: set[0]?.provider ?? 'gemini' });
  const change = (changes: Partial<NewAttestation>) => setSaid({ ...said, ...changes });
  const client = useQueryClient();
  const attest = useMutation({
    mutationFn: attestKey,
    onSuccess: async () => {
      setSaid({ ...EMPTY, provider: said.provider });
      await client.invalidateQueries({ queryKey: ['settings'] });
    },
  });
  if (set.length === 0)
    return (
      <p className="max-w-[75ch] text-13">
        This server was started without a key: set {keys.map(({ variable }) => variable).join(' or ')} in its
        environment and start it again, to say something of one.
      </p>
    );
  const held =
    why ??
    (COUNTRY.test(said.region) && said.use.trim() !== ''
      ? null
      : 'Say where you work and what the output is for.');
  return (
    <form
      aria-label="Attest a key"
      className="flex max-w-160 flex-col gap-3"
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="flex flex-wrap items-end gap-3">
        <Picker
          label="Whose key"
          isFilter={false}
          value={said.provider}
          onChange={(name) =>
            change({ provider: set.find(({ provider }) => provider === name)?.provider ?? said.provider })
          }
        >
          {set.map(({ provider, variable }) => (
            <option key={provider} value={provider}>
              {provider} ({variable})
            </option>
          ))}
        </Picker>
        <Segmented
          name="tier"
          label="Tier"
          value={said.tier}
          options={[
            { value: 'unpaid', label: 'Unpaid' },
            { value: 'paid', label: 'Paid: billing is on for it' },
          ]}
          onChange={(tier) => change({ tier })}
        />
      </div>
      <div className="grid gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Field
          name="Country you work in"
          value={said.region}
          placeholder="DE"
          fault={said.region === '' || COUNTRY.test(said.region) ? undefined : 'Two letters, as in DE.'}
          onChange={(region) => change({ region })}
        />
        <Field name="What the output is for" value={said.use} onChange={(use) => change({ use })} />
      </div>
      <p>
        <HeldButton
          isHeld={held !== null}
          isPending={attest.isPending}
          whyId="attest-why"
          onPress={() => attest.mutate(said)}
        >
          Attest
        </HeldButton>
      </p>
      <p id="attest-why" className="max-w-[70ch] text-12 text-muted">
        {held ??
          'It is put on record under your name, holds for 30 days, and is taken over by whatever is said next.'}
      </p>
      <Fault error={attest.error} />
    </form>
  );
}
