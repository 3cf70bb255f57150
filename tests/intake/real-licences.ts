import type { ListedLicence } from '../../server/intake/licences.ts';

/** Each licence as it is stated, what it stands for, its questions, and whether it allows commercial use. */
export const KINDS: readonly (string | number | null)[][] = [
  ['MIT', 'MIT', 35_362, 'yes'],
  ['Apache-2.0', 'Apache-2.0', 14_032, 'yes'],
  ['CC-BY-NC-SA-4.0', 'CC-BY-NC-SA-4.0', 2_908, 'no'],
  ['CC-BY-4.0', 'CC-BY-4.0', 2_034, 'yes'],
  ['CC-BY-NC-4.0', 'CC-BY-NC-4.0', 1_500, 'no'],
  ['Creative Commons Attribution 3.0 Unported License (CC BY 3.0)', 'CC-BY-3.0', 1_000, 'yes'],
  [
    'Creative Commons Attribution Non-Commercial ShareAlike 4.0 International License (CC BY-NC-SA 4.0)',
    'CC-BY-NC-SA-4.0',
    500,
    'no',
  ],
  ['Creative Commons License', 'unknown', 500, 'unknown'],
  ['CC-BY-NC-SA-2.0-UK', 'CC-BY-NC-SA-2.0-UK', 476, 'no'],
  [
    'Creative Commons Attribution-NonCommercial-ShareAlike 3.0 Unported License (CC BY-NC-SA 3.0)',
    'CC-BY-NC-SA-3.0',
    309,
    'no',
  ],
  ['GNU Free Documentation License', 'GFDL-1.1-or-later', 148, 'yes'],
  ['Creative Commons License  (CC BY)', 'LicenseRef-CC-BY-unversioned', 137, 'yes'],
  ['Creative Commons Attribution License (CC BY)', 'LicenseRef-CC-BY-unversioned', 123, 'yes'],
];

/** Summed over sources, most questions first. */
export function kindsOf(listed: readonly ListedLicence[]): (string | number | null)[][] {
  const kinds = new Map<string, (string | number | null)[]>();
  for (const { declared, licences, questions, commercial } of listed) {
    const known = Number(kinds.get(String(declared))?.[2] ?? 0);
    const stands = licences.join(' AND ') || 'unknown';
    kinds.set(String(declared), [declared, stands, known + questions, commercial]);
  }
  const byNumber = (a: (string | number | null)[], b: (string | number | null)[]) =>
    Number(b[2]) - Number(a[2]) || (String(a[0]) < String(b[0]) ? -1 : 1);
  return [...kinds.values()].sort(byNumber);
}
