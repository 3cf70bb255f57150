import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../api/compliance.ts';

export const INPUT = 'h-8 w-full rounded-ui border border-line bg-raised px-2 text-13';

/** A field with its name over it. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is what stands in it
    <label className="flex flex-col gap-1 text-12 text-muted">
      {label}
      {children}
    </label>
  );
}

/**
 * A form in which somebody says something in their name: whoever has signed in in their own, else in the one that they
 * type. What the server refuses stands under it, word for word.
 */
export function SayForm({
  verb,
  say,
  onSaid,
  children,
}: {
  verb: string;
  say: (form: FormData, by: string | undefined) => Promise<unknown>;
  onSaid: () => void;
  children: ReactNode;
}) {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery());
  const isNamed = session !== undefined && session.user !== 'local';
  const { mutate, error, isPending } = useMutation({
    mutationFn: (form: FormData) => say(form, isNamed ? undefined : text(form, 'by')),
    onSuccess: async () => {
      await client.invalidateQueries();
      onSaid();
    },
  });
  return (
    <form
      className="mt-3 flex max-w-160 flex-col gap-3 border-l-2 border-accent pl-4"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(new FormData(event.currentTarget));
      }}
    >
      {children}
      {!isNamed && (
        <Field label="Who says so">
          <input name="by" required maxLength={100} className={INPUT} />
        </Field>
      )}
      {error !== null && (
        <p role="alert" className="text-13">
          {error.message}
        </p>
      )}
      <div className="flex gap-2">
        <button type="submit" className="control" disabled={isPending}>
          {isPending ? 'One moment' : verb}
        </button>
        <button type="button" className="quiet" onClick={onSaid}>
          Leave it
        </button>
      </div>
    </form>
  );
}

export const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
};
