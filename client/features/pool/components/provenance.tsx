import { Link } from 'react-router';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { Part } from '../../../components/part.tsx';
import { when } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';

/** Where a question came from, and in which releases it went out. */
export function Provenance({ life: { question, releases } }: { life: QuestionLife }) {
  const { param: run } = useChosenRun();
  const facts: Fact[] = [
    ['Source', question.source, question.revision === null ? undefined : `revision ${question.revision}`],
    ['Licence', question.license ?? 'none declared'],
    ['File', question.file ?? 'unknown', `row ${question.row}`],
    ['Import', question.importId, question.importedAt === null ? undefined : when(question.importedAt)],
    [
      'Id',
      <span key="id" className="font-mono text-12 break-all">
        {question.questionId}
      </span>,
      question.version > 1 ? `version ${question.version}` : undefined,
    ],
    [
      'Content SHA-256',
      <span key="content" className="font-mono text-12" title={question.contentSha256}>
        {question.contentSha256.slice(0, 16)}…
      </span>,
    ],
  ];
  if (question.subject !== null) facts.push(['Subject', question.subject]);
  if (question.level !== null) facts.push(['Level', question.level]);
  if (!question.live)
    facts.push([
      'Retired',
      question.supersededBy === null ? 'its import was undone' : `superseded by ${question.supersededBy}`,
    ]);
  if (releases.length > 0)
    facts.push([
      'Releases',
      <span key="releases" className="flex flex-wrap gap-x-3">
        {releases.map((id) => (
          <Link key={id} className="text-link" to={addressOf(`/releases/${encodeURIComponent(id)}`, { run })}>
            {id}
          </Link>
        ))}
      </span>,
    ]);
  return (
    <Part title="Where it comes from">
      <Facts facts={facts} />
      <p className="mt-2 text-13">
        <Link className="text-link" to={addressOf('/audit', { run, for: question.questionId })}>
          Audit: everything on record about it
        </Link>
      </p>
    </Part>
  );
}
