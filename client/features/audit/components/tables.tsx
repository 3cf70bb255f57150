import { Link } from 'react-router';
import type { AuditFlag, AuditMatchItem, AuditRelease } from '../../../../shared/schemas/audit.ts';
import { FLAGS } from '../../../../shared/vocabulary/flags.ts';
import { Table } from '../../../components/table.tsx';
import { count, sentence, when } from '../../../lib/format.ts';
import { addressOf } from '../../../lib/urls.ts';
import { Evidence } from './evidence.tsx';
import { Hash } from './hash.tsx';

/** What each run decided, oldest first. */
export function Decisions({ decisions }: { decisions: AuditMatchItem['decisions'] }) {
  return (
    <Table
      caption="Decisions of runs"
      head={['Run', 'When', 'Recipe', 'Seed', 'Outcome', 'Rank', 'Evidence']}
      numbers={['Seed', 'Rank']}
      none="No run has decided on it."
      rows={decisions.map((one) => ({
        key: one.runId,
        cells: [
          <Link key="run" className="text-link whitespace-nowrap" to={addressOf('/', { run: one.runId })}>
            {one.runId}
          </Link>,
          <span key="when" className="whitespace-nowrap">
            {when(one.createdAt)}
          </span>,
          <span key="recipe" className="whitespace-nowrap">
            {one.recipe} <Hash hex={one.recipeSha256} />
          </span>,
          one.seed,
          one.kept ? (
            <span key="kept" className="font-medium">
              Selected
            </span>
          ) : (
            <span key="fell" className="block min-w-32">
              {sentence((one.reason ?? 'dropped').replaceAll('-', ' '))}, at {one.stage}
            </span>
          ),
          one.rank === null ? '–' : count(one.rank),
          <Evidence key="evidence" of={one.evidence} />,
        ],
      }))}
    />
  );
}

const saysOf = (code: string): string =>
  Object.hasOwn(FLAGS, code) ? FLAGS[code as keyof typeof FLAGS].says : '';

/** What was found about source, question and traces, and what became of it. */
export function Flags({ flags }: { flags: readonly AuditFlag[] }) {
  return (
    <Table
      caption="Flags"
      head={['Flag', 'On', 'State', 'Raised at', 'Evidence', 'Terms']}
      none="Nothing was flagged."
      rows={flags.map((flag) => ({
        key: flag.flagId,
        cells: [
          <span key="code" className="block min-w-64">
            <span className="font-mono text-12 break-all">{flag.code}</span>
            <span className="block text-muted">{saysOf(flag.code)}</span>
          </span>,
          <span key="on" className="whitespace-nowrap">
            {flag.subject.type}
          </span>,
          flag.state,
          flag.phase,
          <Evidence key="evidence" of={flag.evidence} />,
          <span key="terms" className="block min-w-44 font-mono text-12 break-all">
            {flag.termsRefs.join(', ')}
          </span>,
        ],
      }))}
    />
  );
}

/** What models and people said of its answers. */
export function Grades({ grades }: { grades: AuditMatchItem['grades'] }) {
  return (
    <Table
      caption="Grades"
      head={['Of', 'By', 'Verdict', 'Says']}
      none="Nobody was asked for a grade."
      rows={grades.map((one, i) => ({
        key: `${one.grader} ${i}`,
        cells: [one.trace ?? 'an attempt', one.grader, one.verdict, one.says ?? ''],
      }))}
    />
  );
}

/** The lines that hold it, with what a holder of the folder can compare. */
export function Releases({ releases }: { releases: readonly AuditRelease[] }) {
  return (
    <Table
      caption="Releases"
      head={['Release', 'Line', 'Of', 'Policy', 'Written', 'Dataset root', 'Log signed at', 'Line SHA-256']}
      numbers={['Line', 'Of', 'Log signed at']}
      none="It is in no release."
      rows={releases.map((one) => ({
        key: one.releaseId,
        cells: [
          <span key="release" className="font-mono text-12 whitespace-nowrap">
            {one.releaseId}
          </span>,
          count(one.line),
          count(one.rows),
          one.policy,
          <span key="when" className="whitespace-nowrap">
            {when(one.createdAt)}
          </span>,
          <Hash key="root" hex={one.datasetRoot} />,
          count(one.checkpoint.size),
          <ul key="lines">
            {Object.entries(one.lines).map(([file, sha256]) => (
              <li key={file} className="flex justify-between gap-3 whitespace-nowrap print:block">
                <span className="text-muted">{file}</span> <Hash hex={sha256} />
              </li>
            ))}
          </ul>,
        ],
      }))}
    />
  );
}
