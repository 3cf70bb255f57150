import { LineTable } from '../../../components/line-table.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { count } from '../../../lib/format.ts';
import { reasonName } from '../../../lib/stages.ts';
import { onPage } from '../read-as.ts';
import { byReason, type Rejected } from '../report.ts';

const SHOWN = 200;

/** Records that are not taken, with place and reason. @param total of which these are the first */
export function RejectionTable({ rejections, total }: { rejections: readonly Rejected[]; total: number }) {
  const shown = rejections.slice(0, SHOWN);
  return (
    <section aria-label="Rejections" className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13">
        {byReason(rejections).map(([reason, many]) => (
          <li key={reason}>
            {reasonName(reason)} <span className="text-muted tabular-nums">{count(many)}</span>
          </li>
        ))}
      </ul>
      <div className="max-h-96 overflow-y-auto">
        <LineTable
          label="Rejected records"
          columns={[{ name: 'File' }, { name: 'Line', isNumber: true }, { name: 'Reason' }, { name: 'Why' }]}
          lines={shown.map(({ file, line, reason, message }) => ({
            key: `${file} ${line} ${reason}`,
            cells: [
              <span key="file" className="whitespace-nowrap">
                {file}
              </span>,
              count(line),
              <span key="reason" className="whitespace-nowrap">
                {reasonName(reason)}
              </span>,
              <span key="why" className="block max-w-[80ch] min-w-64 break-words">
                <PlainText text={onPage(message)} />
              </span>,
            ],
          }))}
        />
      </div>
      {shown.length < total && (
        <p className="text-12 text-muted">
          These are the first {count(shown.length)} of {count(total)}.
        </p>
      )}
    </section>
  );
}
