import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { type DetectorName, SEVERITIES, type Severity } from '../../../shared/vocabulary/detectors.ts';
import { type Candidate, sourceHasWord } from '../candidate.ts';
import { findingsBy } from '../quality/findings.ts';
import { findDefects } from '../quality/s1-patterns.ts';
import { type Finding, outcomeOf, type TextStage } from '../stage.ts';

type Config = ConfigOf<'quality'>;

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
  prepare(config) {
    if (config.mode === 'off') return () => outcomeOf([]);
    const find = config.rule === 's1' ? findS1 : findingsBy(config);
    return (candidate, text) =>
      outcomeOf(
        find(candidate, text)
          .map((finding) => ({
            finding,
            effect: effectOf(finding, config, isExcepted(candidate, text, config)),
          }))
          .filter(isOn),
      );
  },
};

const findS1 = (_candidate: Candidate, text: string): Finding[] => findDefects(text);

const isExcepted = ({ source }: Candidate, text: string, config: Config): boolean =>
  config.rule === 's1' && config.aimeException && isAime(source) && text.includes('[asy]');

const isAime = (source: string): boolean => source.includes('AIME') || sourceHasWord(source, 'AIME');

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
