import type { ReviewItem } from '../../../../shared/schemas/review.ts';
import type { ReviewForm } from '../../../../shared/schemas/review-form.ts';
import { seconds, sentence, when } from '../../../lib/format.ts';

/** What each person said of one text, side by side; a field on which they differ is marked. */
export function Judgements({ said, form }: { said: readonly ReviewItem[]; form: ReviewForm }) {
  return (
    <section aria-label="What people said" className="grid gap-3 sm:grid-cols-2">
      {said.map((one) => (
        <article
          key={one.reviewId}
          aria-label={`${one.reviewer}: ${one.decision}`}
          className="rounded-ui border border-line px-3 py-2.5"
        >
          <h2 className="flex items-baseline justify-between gap-2 text-13">
            <span className="min-w-0 truncate text-muted">{one.reviewer}</span>
            <span className={`font-semibold ${one.decision === 'reject' ? 'text-warn' : 'text-accent'}`}>
              {one.decision === 'reject' ? '✕ ' : '✓ '}
              {sentence(one.decision)}
            </span>
          </h2>
          {one.note !== null && <p className="mt-1.5 text-13 break-words whitespace-pre-wrap">{one.note}</p>}
          <dl className="mt-1.5 flex flex-col gap-0.5 text-12">
            {Object.entries(form.properties).map(([name, field]) => {
              const value = one.fields?.[name];
              if (value === undefined) return null;
              const differs = said.some(
                ({ fields }) => JSON.stringify(fields?.[name]) !== JSON.stringify(value),
              );
              return (
                <div key={name} className="flex gap-2">
                  <dt className="shrink-0 text-muted">{field.title ?? name}</dt>
                  <dd className={`min-w-0 break-words ${differs ? 'font-medium' : ''}`}>
                    {textOf(value)}
                    {differs && <span className="text-warn"> ≠</span>}
                  </dd>
                </div>
              );
            })}
          </dl>
          <p className="mt-1.5 text-12 text-muted">
            {one.seconds !== null && `${seconds(one.seconds)} · `}
            {when(one.at)}
          </p>
        </article>
      ))}
    </section>
  );
}

/** A value of a form in words. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((one: unknown) => {
      if (typeof one !== 'object' || one === null) return String(one);
      const { label, verdict, start } = one as { label?: string; verdict?: string; start?: number };
      return `${label ?? verdict ?? '?'} at ${start ?? '?'}`;
    })
    .join(', ');
}
