import type { AuditMatchItem } from '../../../../shared/schemas/audit.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { when } from '../../../lib/format.ts';
import { EventTable } from './event-table.tsx';

/** An id or a hash, whole. */
const Digits = ({ text }: { text: string }) => <span className="font-mono text-12 break-all">{text}</span>;

/** File, row and licence, as they were on the day of the import; what people concluded since. */
export function Origin({ match: { source, licence, question } }: { match: AuditMatchItem }) {
  const at = licence.declaredAt === null ? undefined : `declared on ${when(licence.declaredAt)}`;
  const facts: Fact[] = [
    ['Source', source.name, source.revision === null ? undefined : `revision ${source.revision}`],
    ['Licence', licence.declared ?? 'none declared', at],
    ['File', source.file?.name ?? 'unknown', `row ${source.row}`],
    ['Import', source.importId, source.importedAt === null ? undefined : when(source.importedAt)],
    ['Id', <Digits key="id" text={question.questionId} />, question.externalId ?? undefined],
    ['Content SHA-256', <Digits key="content" text={question.contentSha256} />],
  ];
  if (source.file !== null)
    facts.splice(3, 0, ['File SHA-256', <Digits key="file" text={source.file.sha256} />]);
  return (
    <div className="flex flex-col gap-3">
      <Facts facts={facts} />
      {licence.concluded.length > 0 && (
        <EventTable caption="Conclusions" events={licence.concluded} none="" />
      )}
    </div>
  );
}
