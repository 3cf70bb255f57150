import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { ReplyOf } from '../../../../shared/api.ts';
import { Fault } from '../../../components/fault.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Modal } from '../../../components/modal.tsx';
import { FILTER_NAMES } from '../../../lib/urls.ts';
import { removeView, saveView, viewsQuery } from '../api/views.ts';

/** What of an address makes a view; the run does not: a view is opened over whichever run is chosen. */
const OF_VIEW = [...FILTER_NAMES, 'sort', 'desc', 'cols'];

/** Filters with a name: opened, saved and removed. */
export function SavedViews() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="control" onClick={() => setOpen(true)}>
        Views
      </button>
      {isOpen && <Views onClose={() => setOpen(false)} />}
    </>
  );
}

type View = ReplyOf<'/views'>['items'][number];

function Views({ onClose }: { onClose: () => void }) {
  const [search] = useSearchParams();
  const { data, error } = useQuery(viewsQuery());
  const client = useQueryClient();
  const [name, setName] = useState('');
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['views'] }) };
  const address = viewOf(search);
  const save = useMutation({ mutationFn: saveView, onSuccess: () => setName(''), ...settled });
  const remove = useMutation({
    mutationFn: ({ id }: View) => removeView(id),
    ...settled,
  });
  const removed = remove.isSuccess ? remove.variables : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate({ name, address });
  };
  const run = search.get('run');
  return (
    <Modal name="Views" onClose={onClose} className="w-[30rem]">
      <div className="p-5">
        <h2 className="text-16 leading-head font-semibold">Views</h2>
        <p className="mt-1 text-13 text-muted">
          Filters, order and columns under a name, for everybody who works here.
        </p>
        <ul className="mt-3 max-h-72 overflow-y-auto">
          {data?.items.map((view) => (
            <li key={view.id} className="flex min-h-8 items-center gap-2 border-t border-line text-13">
              <Link
                className="text-link min-w-0 flex-1 truncate"
                to={`/pool?${withRun(view.address, run)}`}
                onClick={onClose}
              >
                {view.name}
              </Link>
              <button type="button" className="quiet" onClick={() => remove.mutate(view)}>
                <Icon name="close" size={12} />
                <span className="sr-only">Remove {view.name}</span>
              </button>
            </li>
          ))}
        </ul>
        {removed !== undefined && (
          <p role="status" className="mt-2 flex flex-wrap items-center gap-2 text-13">
            {removed.name} is removed.
            <button
              type="button"
              className="quiet"
              onClick={() => {
                remove.reset();
                save.mutate({ name: removed.name, address: removed.address });
              }}
            >
              Put it back
            </button>
          </p>
        )}
        {data?.items.length === 0 && <p className="text-13 text-muted">None is saved yet.</p>}
        <form onSubmit={submit} className="mt-4 flex gap-2 border-t border-line pt-4">
          <input
            aria-label="Name of this view"
            value={name}
            maxLength={80}
            placeholder={address === '' ? 'Name of the whole pool' : 'Name of what is shown now'}
            onChange={(event) => setName(event.target.value)}
            className="h-8 min-w-0 flex-1 rounded-ui border border-line bg-raised px-2.5 text-13 placeholder:text-faint hover:border-line-strong"
          />
          <button type="submit" className="control">
            Save
          </button>
          <button type="button" className="control" onClick={onClose}>
            Close
          </button>
        </form>
        <Fault error={error ?? save.error ?? remove.error} />
      </div>
    </Modal>
  );
}

function viewOf(search: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of OF_VIEW) {
    const value = search.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}

function withRun(address: string, run: string | null): string {
  const params = new URLSearchParams(address);
  if (run !== null) params.set('run', run);
  return params.toString();
}
