import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { LicenceItem } from '../../../../shared/schemas/compliance.ts';
import { NO_LICENCE } from '../../../../shared/vocabulary/pool.ts';
import { SaveRows } from '../../../components/save-rows.tsx';
import { LoadingPart, Problem } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count, counted, when } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { conclude, licencesQuery } from '../api/compliance.ts';
import { Field, INPUT, SayForm, text } from './say-form.tsx';

const keyOf = ({ source, declared }: LicenceItem): string => `${source}\n${declared ?? ''}`;
/** What nobody knows comes first: it waits for somebody to conclude it. */
const waits = ({ unknown, concluded }: LicenceItem): boolean => unknown !== null && concluded === null;

/** What sources declare against what people concluded, and the queue of those that wait for a conclusion. */
export function Licences() {
  const { data, error, refetch } = useQuery(licencesQuery());
  const { param: run } = useChosenRun();
  const [chosen, setChosen] = useState<string | null>(null);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPart what="licences" />;
  const items = [...data.items].sort(
    (a, b) => Number(waits(b)) - Number(waits(a)) || b.questions - a.questions,
  );
  const open = items.filter(waits);
  const one = items.find((item) => keyOf(item) === chosen);
  return (
    <>
      <p className="mb-3 max-w-[75ch] text-13 text-muted">
        {open.length === 0
          ? 'Every licence that a source declares is known.'
          : `${counted(open.length, 'declared licence')} ${open.length === 1 ? 'is not known and waits' : 'are not known and wait'} for a conclusion.`}
      </p>
      {one !== undefined && <Conclude key={keyOf(one)} item={one} onSaid={() => setChosen(null)} />}
      <div className="mb-2">
        <SaveRows path="/licences" command="licences list" />
      </div>
      <Table
        caption="Licences by source"
        head={['Source', 'Declared', 'Concluded', 'Stands for', 'Commercial', 'Questions', 'Change']}
        numbers={['Questions']}
        none="The pool is empty."
        rows={items.map((item) => ({
          key: keyOf(item),
          cells: [
            item.source,
            item.declared ?? 'none',
            item.concluded === null ? '–' : <Concluded key="said" said={item.concluded} />,
            item.licences.length === 0 ? (
              <span key="none" title={item.unknown ?? ''}>
                unknown
              </span>
            ) : (
              item.licences.join(' AND ')
            ),
            item.commercial,
            <Link
              key="questions"
              className="text-link"
              to={addressOf('/pool', { run, source: item.source, license: item.declared ?? NO_LICENCE })}
            >
              {count(item.questions)}
            </Link>,
            <button
              key="say"
              type="button"
              className="quiet -my-1 -ml-2"
              onClick={() => setChosen(keyOf(item))}
            >
              Conclude<span className="sr-only"> the licence of {item.source}</span>
            </button>,
          ],
        }))}
      />
    </>
  );
}

const Concluded = ({ said }: { said: NonNullable<LicenceItem['concluded']> }) => (
  <>
    {said.spdx}
    <span className="block text-12 text-muted">
      {said.by ?? 'somebody'}, {when(said.at)}: {said.why}
    </span>
  </>
);

function Conclude({ item, onSaid }: { item: LicenceItem; onSaid: () => void }) {
  const { source, declared, questions } = item;
  return (
    <section aria-label={`The licence of ${source}`} className="mb-6">
      <h2 className="text-16 font-semibold">
        {source} declares {declared === null ? 'no licence' : `“${declared}”`} for{' '}
        {counted(questions, 'question')}
      </h2>
      <SayForm
        verb="Conclude"
        onSaid={onSaid}
        say={(form, by) =>
          conclude({
            source,
            declared: declared ?? '',
            spdx: text(form, 'spdx'),
            why: text(form, 'why'),
            ...(by === undefined ? {} : { by }),
          })
        }
      >
        <Field label="SPDX identifier, such as CC-BY-4.0">
          <input name="spdx" required maxLength={200} className={`${INPUT} font-mono`} />
        </Field>
        <Field label="From what it was concluded">
          <textarea name="why" required rows={2} maxLength={2000} className={`${INPUT} h-auto py-1`} />
        </Field>
      </SayForm>
    </section>
  );
}
