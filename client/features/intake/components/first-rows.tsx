import type { Look } from '../../../../shared/schemas/upload.ts';
import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { oneLine } from '../../../lib/format.ts';
import { reasonName } from '../../../lib/stages.ts';
import { onPage } from '../read-as.ts';

const ORDER = ['question', 'options', 'answer', 'solution', 'source', 'license', 'level', 'subject', 'id'];
const NAMES: Readonly<Record<string, string>> = { license: 'Licence', id: 'Id' };

/** The first records as they would be taken, and those that would not, with the reason. */
export function FirstRows({ rows }: { rows: Look['rows'] }) {
  const names = ORDER.filter((name) => rows.some(({ fields }) => fields[name] !== undefined));
  const isRejecting = rows.some(({ reason }) => reason !== null);
  return (
    <LineTable
      label="First records"
      columns={[
        { name: 'Line', isNumber: true },
        ...(isRejecting ? [{ name: 'Rejected' }] : []),
        ...names.map((name) => ({ name: NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1) })),
      ]}
      lines={rows.map(({ line, reason, message, fields }) => ({
        key: String(line),
        cells: [
          line,
          ...(isRejecting
            ? [
                <span key="why" className="block max-w-[44ch] min-w-40 text-12 text-warn">
                  {reason !== null && <PlainText text={`${reasonName(reason)}: ${onPage(message ?? '')}`} />}
                </span>,
              ]
            : []),
          ...names.map((name) => (
            <span
              key={name}
              lang=""
              className={`line-clamp-2 ${name === 'question' || name === 'solution' ? 'min-w-56' : 'max-w-48'}`}
            >
              <PlainText text={oneLine(fields[name] ?? '')} />
            </span>
          )),
        ],
      }))}
    />
  );
}
