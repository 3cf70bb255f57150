import { AREA_PATTERN } from '../../../shared/area.ts';
import { RANGE_PATTERN } from '../../../shared/map-columns.ts';
import { FLAG_CODES } from '../../../shared/vocabulary/flags.ts';
import { ANY_FLAG, REVIEW_STATES } from '../../../shared/vocabulary/pool.ts';
import { isReason, isStage } from '../../lib/stages.ts';
import { FILTER_NAMES, type PoolFilter } from '../../lib/urls.ts';

type Name = (typeof FILTER_NAMES)[number];

/** Of a name or a text that is searched for: as much as the server takes. Unit: letters. */
const LONGEST_TEXT = 400;
const LONGEST_AREA = 2600;
const SHOWN = 40;

const isText = (value: string): boolean => value.length <= LONGEST_TEXT && !value.includes('\u0000');
const fits = (pattern: string) => {
  const known = new RegExp(pattern);
  return (value: string): boolean => value.length <= LONGEST_AREA && known.test(value);
};

/** What each filter can be at all; whether there is such a source, domain or tag is for the server to know. */
const CAN_BE: Readonly<Record<Name, (value: string) => boolean>> = {
  ...{
    q: isText,
    source: isText,
    domain: isText,
    license: isText,
    tag: isText,
    import: isText,
    also: isText,
  },
  ...{ stage: isStage, passed: isStage, reason: isReason },
  kept: (value) => value === 'true' || value === 'false',
  flag: (value) => value === ANY_FLAG || FLAG_CODES.some((code) => code === value),
  mark: (value) => value === 'pin' || value === 'exclude',
  review: (value) => Object.hasOwn(REVIEW_STATES, value),
  area: fits(AREA_PATTERN),
  ...{ length: fits(RANGE_PATTERN), difficulty: fits(RANGE_PATTERN) },
};

/** What an address filters the pool by, and what in it can not be meant: that is left out, and told. */
export function filterAt(search: URLSearchParams): { filter: PoolFilter; notUnderstood: string[] } {
  const named = FILTER_NAMES.flatMap((name): [Name, string][] => {
    const value = search.get(name);
    return value === null || value === '' ? [] : [[name, value]];
  });
  return {
    filter: Object.fromEntries(named.filter(([name, value]) => CAN_BE[name](value))),
    notUnderstood: named
      .filter(([name, value]) => !CAN_BE[name](value))
      .map(([name, value]) => `${name}=${shown(value)}`),
  };
}

/** As much of a value as is worth reading, with nothing in it that is no letter. */
const shown = (value: string): string => {
  const plain = value.replace(/[\p{C}]/gu, '\uFFFD');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
};
