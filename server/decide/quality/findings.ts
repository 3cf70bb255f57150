import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { DetectorName } from '../../../shared/vocabulary/detectors.ts';
import { REASONS } from '../../../shared/vocabulary/reasons.ts';
import type { Candidate } from '../candidate.ts';
import type { Finding } from '../stage.ts';
import type { Defect, Limited, Subject } from './detector.ts';
import { DETECTORS_IN_ORDER } from './detectors.ts';
import { glancer } from './glance.ts';

/** Characters of a defect that are quoted; `start` and `end` tell the rest. */
const QUOTED = 200;

/** A finding that hangs on a limit of the recipe: what was measured, and what is found where the limit lets it through. */
export interface LimitedRaw {
  by: Limited['by'];
  value: number;
  otherwise: Finding | null;
}

/** What a limit makes of a finding: itself, what there is instead, or nothing. */
export function withinLimits(finding: Finding, config: ConfigOf<'quality'>): Finding | null {
  const raw = finding.raw as LimitedRaw | undefined;
  if (raw?.by === undefined) return finding;
  if (!isBeyond(raw, config)) return raw.otherwise;
  const { evidence } = finding;
  switch (raw.by) {
    case 'shortest':
      return finding;
    case 'repeatedShare':
      return { ...finding, evidence: { ...evidence, limit: config.repeatedShare } };
    case 'longest': {
      const start = Math.max(config.longest, Number(evidence.start));
      const text = String(evidence.text).slice(start - Number(evidence.end));
      return { ...finding, evidence: { ...evidence, start, text, longest: config.longest } };
    }
  }
}

function isBeyond({ by, value }: LimitedRaw, config: ConfigOf<'quality'>): boolean {
  switch (by) {
    case 'shortest':
      return value < config.shortest;
    case 'longest':
      return value > config.longest;
    case 'repeatedShare':
      return value >= config.repeatedShare;
  }
}

/** The value of a limit that lets a finding through, or null where none does. */
export function limitThatPasses(finding: Finding): { key: Limited['by']; value: number } | null {
  const raw = finding.raw as LimitedRaw | undefined;
  if (raw?.by === undefined || raw.otherwise !== null) return null;
  if (raw.by !== 'repeatedShare') return { key: raw.by, value: raw.value };
  const above = Math.floor(raw.value * 10_000 + 1) / 10_000;
  return above <= 1 ? { key: raw.by, value: above } : null;
}

/** Asks every detector that the recipe does not switch off; one finding each. The function keeps buffers. */
export function findingsBy(config: ConfigOf<'quality'>): (candidate: Candidate, text: string) => Finding[] {
  const asked = DETECTORS_IN_ORDER.filter(([name]) => config[name] !== 'off');
  const glance = glancer();
  return (candidate, text) => {
    const subject: Subject = { candidate, text, glance: glance(text) };
    const findings: Finding[] = [];
    for (const [name, detect] of asked) {
      const defect = detect(subject, config);
      if (defect !== null) findings.push(limitedFinding(name, defect, subject));
    }
    return findings;
  };
}

function limitedFinding(name: DetectorName, defect: Defect, subject: Subject): Finding {
  const finding = findingOf(name, defect, subject);
  if (defect.limited === undefined) return finding;
  const { by, value, otherwise } = defect.limited;
  const raw: LimitedRaw = {
    by,
    value,
    otherwise: otherwise ? findingOf(name, otherwise, subject) : null,
  };
  return { ...finding, raw };
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
