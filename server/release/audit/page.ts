import type { Audit } from './audit.ts';
import type { AuditEvent } from './history.ts';
import type { AuditMatch } from './match.ts';

/** Said at the foot of every page. */
export const AUDIT_LIMIT =
  'Facts on record and named decisions; no legal advice. Whoever holds database and key can rewrite everything: only a checkpoint that is kept elsewhere shows that.';

/** The audit as one page that prints: no script, nothing loaded, everything from outside escaped. */
export const auditPage = (audit: Audit, at: string): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Audit: ${escaped(audit.query.slice(0, 80))}</title>
<style>${STYLE}</style>
<main>
<h1>Audit</h1>
<p>Asked for: <q>${escaped(audit.query)}</q><br>At ${escaped(at)}, in the log ${escaped(audit.log.origin)} of ${audit.log.events} events, ${
    audit.log.signed === null
      ? 'whose head was never signed'
      : `signed at ${audit.log.signed.size} on ${escaped(audit.log.signed.signedAt)}`
  }.</p>
${audit.matches.length === 0 ? '<p>Nothing on record has it.</p>' : audit.matches.map(matchPart).join('\n')}
${audit.isCut ? '<p>More questions have it; a longer piece tells them apart.</p>' : ''}
<footer>${AUDIT_LIMIT}</footer>
</main>
</html>
`;

const STYLE =
  'body{font:14px/1.5 system-ui,sans-serif;color:#111;background:#fff;margin:0}main{max-width:52rem;margin:2rem auto;padding:0 1rem}h2{border-top:2px solid #111;padding-top:.5rem;margin-top:2rem}h3{margin:1.2rem 0 .3rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}th{font-weight:600;white-space:nowrap}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.6rem;margin:.3rem 0}footer{margin-top:2rem;font-size:12px;color:#444}@media print{main{max-width:none;margin:0}h2{break-before:page}h2:first-of-type{break-before:auto}}';

function matchPart(match: AuditMatch): string {
  const {
    question,
    source,
    licence,
    decisions,
    trace,
    terms,
    grades,
    reviews,
    flags,
    waivers,
    releases,
    events,
  } = match;
  return [
    `<h2>${escaped(question.externalId ?? question.questionId)}</h2>`,
    match.found.excerpt === null ? '' : `<p>Found in: <q>${escaped(match.found.excerpt)}</q></p>`,
    part(
      'Question',
      facts({
        id: question.questionId,
        version: question.version,
        live: question.live,
        contentSha256: question.contentSha256,
      }) +
        pre(question.question) +
        (question.options === null ? '' : pre(question.options.join('\n'))),
    ),
    part(
      'Source',
      facts({ ...source, file: source.file?.name ?? null, fileSha256: source.file?.sha256 ?? null }),
    ),
    part(
      'Licence',
      facts({ declared: licence.declared, declaredAt: licence.declaredAt, inFile: licence.inFile }) +
        eventTable(licence.concluded),
    ),
    part(
      'Decisions',
      rows(
        ['run', 'recipe', 'seed', 'stage', 'outcome', 'rank', 'evidence'],
        decisions.map((one) => [
          one.runId,
          `${one.recipe} ${one.recipeSha256.slice(0, 12)}`,
          one.seed,
          one.stage,
          one.kept ? 'selected' : one.reason,
          one.rank,
          one.evidence,
        ]),
      ),
    ),
    part(
      'Trace',
      trace === null
        ? '<p>None.</p>'
        : traceTable(trace) + pre(trace.thinking ?? '') + pre(trace.answer ?? ''),
    ),
    part('Terms', terms === null ? '<p>None.</p>' : termsTable(terms)),
    part(
      'Grades',
      rows(
        ['of', 'by', 'verdict', 'says'],
        grades.map((one) => [one.trace ?? `attempt ${one.attempt}`, one.grader, one.verdict, one.says]),
      ),
    ),
    part(
      'Flags',
      rows(
        ['flag', 'on', 'state', 'evidence', 'terms'],
        flags.map((one) => [
          one.code,
          `${one.subject.type} ${one.subject.id}`,
          one.state,
          one.evidence,
          one.termsRefs.join(', '),
        ]),
      ),
    ),
    part('Waivers', eventTable(waivers)),
    part('Reviews', eventTable(reviews)),
    part(
      'Releases',
      rows(
        ['release', 'line', 'policy', 'on', 'dataset root', 'lines'],
        releases.map((one) => [
          one.releaseId,
          one.line,
          one.policy,
          one.createdAt,
          one.datasetRoot,
          one.lines,
        ]),
      ),
    ),
    part('Events', eventTable(events)),
  ].join('\n');
}

function traceTable(trace: NonNullable<AuditMatch['trace']>): string {
  const { thinking: _t, answer: _a, calls, findings, settings, ...rest } = trace;
  const told = calls.map((one) => [
    one.startedAt,
    one.outcome,
    one.modelVersion,
    one.responseId,
    one.finishReason,
    one.replySha256,
  ]);
  return (
    facts({ ...rest, settings, findings }) +
    rows(['called', 'outcome', 'model version', 'response', 'finish', 'reply'], told)
  );
}

function termsTable({ registrySha256, documents, attestation }: NonNullable<AuditMatch['terms']>): string {
  const clauses = documents.flatMap(({ id, entry }) =>
    entry === null
      ? [[id, 'its text is not at hand', '', '']]
      : entry.clauses.map(({ heading, effect, says }) => [id, heading, effect, says]),
  );
  return facts({ registrySha256, attestation }) + rows(['document', 'clause', 'effect', 'says'], clauses);
}

const eventTable = (events: readonly AuditEvent[]): string =>
  rows(
    ['seq', 'when', 'what', 'who', 'leaf', 'says'],
    events.map((one) => [one.seq, one.ts, one.type, one.name ?? one.actor, one.leaf, one.data]),
  );

const part = (title: string, body: string): string => `<h3>${title}</h3>\n${body}`;
const pre = (text: string): string => (text === '' ? '' : `<pre>${escaped(text)}</pre>\n`);
const facts = (told: Readonly<Record<string, unknown>>): string =>
  `<table>${Object.entries(told)
    .map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${cell(value)}</td></tr>`)
    .join('')}</table>\n`;
const rows = (head: readonly string[], lines: readonly (readonly unknown[])[]): string =>
  lines.length === 0
    ? '<p>None.</p>'
    : `<table><tr>${head.map((name) => `<th>${escaped(name)}</th>`).join('')}</tr>${lines
        .map((line) => `<tr>${line.map((value) => `<td>${cell(value)}</td>`).join('')}</tr>`)
        .join('')}</table>\n`;

/** What is missing is an empty cell; what has parts is written as JSON. */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return escaped(typeof value === 'object' ? JSON.stringify(value) : String(value));
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? '');
