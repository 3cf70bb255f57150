import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { DetectorName } from '../../../shared/vocabulary/detectors.ts';
import { REASONS } from '../../../shared/vocabulary/reasons.ts';
import type { Candidate } from '../candidate.ts';
import type { Finding } from '../stage.ts';
import type { Defect, Subject } from './detector.ts';
import { DETECTORS_IN_ORDER } from './detectors.ts';
import { glancer } from './glance.ts';

/** Characters of a defect that are quoted; `start` and `end` tell the rest. */
const QUOTED = 200;

/** Asks every detector that the recipe does not switch off; one finding each. The function keeps buffers. */
export function findingsBy(config: ConfigOf<'quality'>): (candidate: Candidate, text: string) => Finding[] {
  const asked = DETECTORS_IN_ORDER.filter(([name]) => config[name] !== 'off');
  const glance = glancer();
  return (candidate, text) => {
    const subject: Subject = { candidate, text, glance: glance(text) };
    const findings: Finding[] = [];
    for (const [name, detect] of asked) {
      const defect = detect(subject, config);
      if (defect !== null) findings.push(findingOf(name, defect, subject));
    }
    return findings;
  };
}

function findingOf(
  name: DetectorName,
  { severity, start, end, field, detail }: Defect,
  { candidate, text }: Subject,
): Finding {
  const quoted = textOf(field, detail, candidate, text).slice(start, Math.min(end, start + QUOTED));
  const place = field === undefined ? {} : { field };
  const evidence = { defect: name, severity, says: REASONS[name].says, start, end, text: quoted, ...place };
  return { reason: name, evidence: { ...evidence, ...detail }, margin: null };
}

function textOf(
  field: Defect['field'],
  detail: Defect['detail'],
  { options, answer, solution }: Candidate,
  text: string,
): string {
  switch (field) {
    case undefined:
      return text;
    case 'answer':
      return answer ?? '';
    case 'solution':
      return solution ?? '';
    case 'options':
      return options?.[Number(detail?.option)] ?? '';
  }
}
