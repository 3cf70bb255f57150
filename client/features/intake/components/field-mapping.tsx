import type { Look } from '../../../../shared/schemas/upload.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { Picker } from '../../../components/picker.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { mapIn, mapWith } from '../form.ts';

const SAYS: Readonly<Record<string, string>> = {
  question: 'Question',
  options: 'Options',
  answer: 'Answer',
  solution: 'Solution',
  id: 'Id',
  source: 'Source',
  license: 'Licence',
  level: 'Level',
  subject: 'Subject',
  meta: 'All else',
};
const ORDER = Object.keys(SAYS);

/** Which column each field is read from: by its name, or as said here. */
export function FieldMapping({
  look,
  map,
  onMap,
}: {
  look: Look;
  map: string;
  onMap: (map: string) => void;
}) {
  const mapped = mapIn(map);
  const samples = new Map(look.columns.map(({ path, sample }) => [path, sample]));
  // A comma parts what is mapped from each other, so such a column has no way to be named.
  const columns = look.columns.filter(({ path }) => !path.includes(','));
  const taken = new Set(look.fields.flatMap(({ from }) => from));
  const left = look.columns.filter(({ path }) => !path.includes('.') && !isTaken(path, taken));
  return (
    <section aria-labelledby="columns">
      <h3 id="columns" className="mb-1 text-13 font-medium">
        Columns
      </h3>
      <LineTable
        label="Where each field is read from"
        columns={[
          { name: 'Becomes' },
          { name: 'Read from' },
          { name: `Filled, of ${look.looked}`, isNumber: true },
          { name: 'As in', isExtra: true },
        ]}
        lines={[...look.fields]
          .sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field))
          .filter(({ field, from }) => field !== 'meta' || from.length > 0)
          .map(({ field, from, filled }) => ({
            key: field,
            cells: [
              <span key="name" className={field === 'question' ? 'font-medium' : ''}>
                {SAYS[field] ?? field}
              </span>,
              <Picker
                key="from"
                label={`${SAYS[field] ?? field} is read from`}
                value={mapped.get(field) ?? ''}
                onChange={(column) => onMap(mapWith(map, field, column))}
              >
                <option value="">
                  {mapped.has(field) ? 'By its name' : from.length === 0 ? 'not there' : from.join(', ')}
                </option>
                {columns.map(({ path }) => (
                  <option key={path} value={path}>
                    {path}
                  </option>
                ))}
              </Picker>,
              filled,
              <span key="sample" className="line-clamp-1 max-w-[60ch] text-muted">
                <PlainText text={samples.get(from[0] ?? '') ?? ''} />
              </span>,
            ],
          }))}
      />
      {left.length > 0 && (
        <p className="mt-2 max-w-[90ch] text-12 text-muted">
          Kept with the question as it is: {left.map(({ path }) => path).join(', ')}.
        </p>
      )}
    </section>
  );
}

const isTaken = (path: string, taken: ReadonlySet<string>): boolean =>
  [...taken].some((one) => one === path || one.startsWith(`${path}.`));
