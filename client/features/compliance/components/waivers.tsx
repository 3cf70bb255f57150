import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyOutlooks, WaiverItem } from '../../../../shared/schemas/compliance.ts';
import type { FlagCode } from '../../../../shared/vocabulary/flags.ts';
import { WAIVER_REASONS, type WaiverReason } from '../../../../shared/vocabulary/waivers.ts';
import { ConfirmButton } from '../../../components/confirm-button.tsx';
import { SaveRows } from '../../../components/save-rows.tsx';
import { Loading, Problem } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count, when } from '../../../lib/format.ts';
import { revoke, waive, waiversQuery } from '../api/compliance.ts';
import { Field, INPUT, SayForm, text } from './say-form.tsx';

/** What people took upon themselves, and the form to take something on for this run. */
export function Waivers({ run, outlooks }: { run: string; outlooks: PolicyOutlooks | undefined }) {
  const { data, error, refetch } = useQuery(waiversQuery());
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const taken = useMutation({ mutationFn: revoke, onSuccess: () => client.invalidateQueries() });
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading what="waivers" />;
  const codes = liftable(outlooks);
  return (
    <>
      {isOpen ? (
        <Waive run={outlooks?.runId ?? run} codes={codes} onSaid={() => setIsOpen(false)} />
      ) : codes.length === 0 ? (
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

/** Codes that hold up some policy and that a waiver may lift. */
function liftable(outlooks: PolicyOutlooks | undefined): FlagCode[] {
  const refusals = outlooks?.items.flatMap((one) => one.refusals) ?? [];
  return [...new Set(refusals.map(({ code }) => code))].sort();
}

function Waive({ run, codes, onSaid }: { run: string; codes: readonly FlagCode[]; onSaid: () => void }) {
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
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-12 text-muted">Flags</legend>
          {codes.map((code) => (
            <label key={code} className="flex min-h-7 items-center gap-2 text-13">
              <input type="checkbox" name="code" value={code} />
              <span className="font-mono text-12">{code}</span>
            </label>
          ))}
        </fieldset>
        <Field label="Policy under which it is to lift them">
          <select name="policy" className={INPUT}>
            <option value="strict">strict</option>
            <option value="research-only">research-only</option>
          </select>
        </Field>
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
