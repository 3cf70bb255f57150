import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import {
  DETECTOR_NAMES,
  type DetectorName,
  SEVERITIES,
  type Severity,
} from '../../../shared/vocabulary/detectors.ts';
import { sourceHasWord } from '../candidate.ts';
import { findingsBy, limitThatPasses, withinLimits } from '../quality/findings.ts';
import { findDefects } from '../quality/s1-patterns.ts';
import {
  type Dropped,
  type Finding,
  findingsOf,
  KEPT,
  lookAndJudge,
  outcomeOf,
  type Setting,
  seen,
  type TextStage,
  type WideLook,
} from '../stage.ts';
import { tierAbove, tierBelow } from '../tiers.ts';

type Config = ConfigOf<'quality'>;

/** How widely limits are looked at: what is looked at closely anyway is kept first; the last tiers are the schema's ends. */
const TIERS = { longest: [1000, 200, 1], shortest: [12, 1000], repeatedShare: [0.02, 0] } as const;

const wide: WideLook<'quality', null> = {
  as: (config) => ({
    ...config,
    ...EVERY_DETECTOR,
    mode: 'drop',
    dropFrom: 'blemish',
    aimeException: true,
    ...limitsOf(config),
    languages: config.rule === 's1' ? [] : config.languages,
  }),
  look(config) {
    if (config.rule === 'detectors') {
      const find = findingsBy(config);
      return (candidate, text) => seen(find(candidate, text));
    }
    return (candidate, text) => {
      const raw: ExceptionRaw = { aime: isAime(candidate.source) && text.includes('[asy]') };
      return seen(findDefects(text).map((finding) => ({ ...finding, raw })));
    };
  },
  judge(outcome, config) {
    if (config.mode === 'off') return KEPT;
    const findings = findingsOf(outcome).map((finding) => withinLimits(finding, config));
    return outcomeOf(
      findings
        .filter((finding) => finding !== null)
        .map((finding) => ({ finding, effect: effectOf(finding, config, isExcepted(finding, config)) }))
        .filter(isOn),
    );
  },
};

/** The rule `s1` has no limits. */
const limitsOf = ({ rule, longest, shortest, repeatedShare }: Config) =>
  rule === 's1'
    ? { longest: TIERS.longest[0], shortest: TIERS.shortest[0], repeatedShare: TIERS.repeatedShare[0] }
    : {
        longest: tierBelow(TIERS.longest, longest),
        shortest: tierAbove(TIERS.shortest, shortest),
        repeatedShare: tierBelow(TIERS.repeatedShare, repeatedShare),
      };

const EVERY_DETECTOR = Object.fromEntries(DETECTOR_NAMES.map((name) => [name, 'drop'])) as Record<
  DetectorName,
  'drop'
>;

/** Whether the rule `s1` may keep a question for its source, whatever else it matches. */
interface ExceptionRaw {
  aime: boolean;
}

const isExcepted = ({ raw }: Finding, { rule, aimeException }: Config): boolean =>
  rule === 's1' && aimeException && (raw as ExceptionRaw | undefined)?.aime === true;

const isAime = (source: string): boolean => source.includes('AIME') || sourceHasWord(source, 'AIME');

/**
 * Drops a question with a defect. Rule `s1`: the four patterns of s1, data/filter.ipynb, the last two of which
 * share the reason `numbering`; a question with `[asy]` whose source name contains `AIME` is kept whatever else
 * it matches. Rule `detectors`: every detector of quality/detectors.ts, each dropped for, noted or off as the
 * recipe says, and only noted below the severity `dropFrom`.
 * Differs: under `s1` the word AIME in a source name counts in any case (`aime-1983`), as it does for the sampler.
 * Evidence: the defect, where it stands (UTF-16 units) and the text. Margin: none.
 */
export const quality: TextStage<'quality', null> = {
  name: 'quality',
  shape: 'each',
  over: 'text',
  notApplied: () => null,
  prepare: lookAndJudge(wide),
  wide,
  turns,
};

/** The limit that lets each finding through, else its detector as a note. */
function* turns({ findings: all }: Dropped, config: Config): Generator<Setting[]> {
  const findings = all.filter((finding) => effectOf(finding, config, isExcepted(finding, config)) === 'drop');
  const limits = findings.map((finding) => (config.rule === 's1' ? null : limitThatPasses(finding)));
  if (limits.some((limit) => limit !== null))
    yield findings.map((finding, i) => limits[i] ?? { key: finding.reason, value: 'note' });
  yield findings.map(({ reason }) => ({ key: reason, value: 'note' }));
}

/** What the recipe makes of a finding: `off` where its detector is, `note` where it is not grave enough to drop. */
export function effectOf(
  { reason, evidence }: Finding,
  config: Config,
  excepted = false,
): 'drop' | 'note' | 'off' {
  const own = config[reason as DetectorName];
  if (own === 'off') return 'off';
  if (excepted || own === 'note' || config.mode === 'note') return 'note';
  return config.rule === 's1' || isGrave(evidence.severity, config) ? 'drop' : 'note';
}

const isGrave = (severity: unknown, { dropFrom }: Config): boolean =>
  SEVERITIES.indexOf(severity as Severity) >= SEVERITIES.indexOf(dropFrom);

const isOn = (one: {
  finding: Finding;
  effect: 'drop' | 'note' | 'off';
}): one is { finding: Finding; effect: 'drop' | 'note' } => one.effect !== 'off';
