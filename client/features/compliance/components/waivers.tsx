import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyOutlook, PolicyOutlooks, WaiverItem } from '../../../../shared/schemas/compliance.ts';
import type { FlagCode } from '../../../../shared/vocabulary/flags.ts';
import { WAIVER_REASONS, type WaiverReason } from '../../../../shared/vocabulary/waivers.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { LoadingPart, Problem } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count, counted, when } from '../../../lib/format.ts';
import { revoke, waive, waiversQuery } from '../api/compliance.ts';
import { Field, INPUT, SayForm, text } from './say-form.tsx';

/** What people took upon themselves, and the form to take something on for this run. */
export function Waivers({ run, outlooks }: { run: string; outlooks: PolicyOutlooks | undefined }) {
  const { data, error, refetch } = useQuery(waiversQuery());
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const taken = useMutation({ mutationFn: revoke, onSuccess: () => client.invalidateQueries() });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPart what="waivers" />;
  const held = outlooks?.items.filter(({ refusals }) => refusals.length > 0) ?? [];
  return (
    <>
      {isOpen ? (
        <Waive run={outlooks?.runId ?? run} held={held} onSaid={() => setIsOpen(false)} />
      ) : held.length === 0 ? (
        <p className="mb-3 text-13 text-muted">No flag of this run waits for a waiver.</p>
      ) : (
        <button type="button" className="control mb-4" onClick={() => setIsOpen(true)}>
          Waive for this run
        </button>
      )}
      {taken.error !== null && (
        <p role="alert" className="mb-3 text-13">
          {taken.error.message}
        </p>
      )}
      <div className="mb-2">
        <SaveRows path="/waivers" command="waivers list" />
      </div>
      <Table
        caption="Waivers"
        head={['Waiver', 'State', 'Flags', 'By', 'Until', 'Reason', 'Statement', 'Take back']}
        numbers={[]}
        none="Nobody has waived anything."
        rows={data.items.map((one) => ({ key: one.waiverId, cells: cellsOf(one, taken.mutate) }))}
      />
    </>
  );
}

const cellsOf = (one: WaiverItem, onRevoke: (id: string) => void) => [
  <span key="id" className="font-mono text-12">
    {one.waiverId}
  </span>,
  one.state,
  <span key="codes" className="block min-w-50 text-12">
    {count(one.flags)} · {one.codes.join(', ')}
  </span>,
  one.by ?? 'erased',
  <span key="until" className="whitespace-nowrap">
    {when(one.expiresAt)}
  </span>,
  WAIVER_REASONS[one.reason as WaiverReason] ?? one.reason,
  <details key="said" className="min-w-40">
    <summary className="cursor-pointer text-muted">Read it</summary>
    <p className="max-w-[60ch]">{one.statement}</p>
  </details>,
  one.state === 'active' ? (
    <ConfirmButton
      key="revoke"
      name="Revoke"
      of={one.waiverId}
      question={`${one.flags === 1 ? 'Its flag stands' : `Its ${count(one.flags)} flags stand`} open again, for good.`}
      yes="Take it back"
      onYes={() => onRevoke(one.waiverId)}
    />
  ) : (
    ''
  ),
];

function Waive({
  run,
  held,
  onSaid,
}: {
  run: string;
  /** Policies that flags hold up. */
  held: readonly PolicyOutlook[];
  onSaid: () => void;
}) {
  const [policy, setPolicy] = useState(held[0]?.policy);
  const chosen = held.find((one) => one.policy === policy) ?? held[0];
  return (
    <section aria-label="Waive for this run" className="mb-8">
      <h2 className="text-16 font-semibold">Take flags of {run} upon yourself</h2>
      <SayForm
        verb="Waive"
        onSaid={onSaid}
        say={async (form, by) =>
          waive({
            runId: run,
            codes: form.getAll('code') as FlagCode[],
            purpose: text(form, 'purpose'),
            why: text(form, 'why'),
            reason: text(form, 'reason') as WaiverReason,
            days: Number(text(form, 'days')),
            policy: text(form, 'policy') as PolicyOutlooks['items'][number]['policy'],
            evidence: await evidenceIn(form),
            ...(by === undefined ? {} : { by }),
          })
        }
      >
        <Field label="Policy under which it is to lift them">
          <select
            name="policy"
            className={INPUT}
            value={chosen?.policy}
            onChange={({ target }) => setPolicy(held.find((one) => one.policy === target.value)?.policy)}
          >
            {held.map((one) => (
              <option key={one.policy}>{one.policy}</option>
            ))}
          </select>
        </Field>
        <Holding key={chosen?.policy} refusals={chosen?.refusals ?? []} />
        <Field label="What the release is for, and for which model">
          <input name="purpose" required maxLength={2000} className={INPUT} />
        </Field>
        <Field label="Kind of reason">
          <select name="reason" className={INPUT}>
            {Object.entries(WAIVER_REASONS).map(([name, says]) => (
              <option key={name} value={name}>
                {says}
              </option>
            ))}
          </select>
        </Field>
        <Field label="Why it may be done, in at least 20 characters">
          <textarea name="why" required minLength={20} rows={3} className={`${INPUT} h-auto py-1`} />
        </Field>
        <Field label="Days that it holds">
          <input name="days" type="number" required min={1} max={3650} defaultValue={180} className={INPUT} />
        </Field>
        <Field label="What proves it, such as the letter (a flag that blocks asks for it)">
          <input name="evidence" type="file" multiple className="text-13" />
        </Field>
      </SayForm>
    </section>
  );
}

/** The flags that hold a policy up, each with what would lift it: some a waiver, and of those some with a document. */
function Holding({ refusals }: Pick<PolicyOutlook, 'refusals'>) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-12 text-muted">Flags that stand in its way</legend>
      {refusals.map(({ code, effect, rows, lift }) => (
        <label key={code} className="flex items-baseline gap-2 text-13">
          <input type="checkbox" name="code" value={code} className="translate-y-0.5" />
          <span className="min-w-0">
            <EffectMark effect={effect === 'block' ? 'block' : 'attest'} />{' '}
            <span className="font-mono text-12 break-all">{code}</span>{' '}
            <span className="text-12 text-muted">
              {counted(rows, 'row')}. What would lift it: {lift}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const evidenceIn = (form: FormData): Promise<{ name: string; base64: string }[]> =>
  Promise.all(
    form
      .getAll('evidence')
      .flatMap((file) => (file instanceof File && file.size > 0 ? [file] : []))
      .map(async (file) => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        let binary = '';
        for (const byte of bytes) binary += String.fromCharCode(byte);
        return { name: file.name, base64: btoa(binary) };
      }),
  );
