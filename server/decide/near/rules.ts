/**
 * What decides about two similar questions, in the order in which it is asked: a closed list with a sentence
 * each. Those that say `same` make a duplicate, the others tell why two questions that look alike are two.
 */
export const NEAR_RULES = {
  'same-text': { same: true, says: 'The texts agree letter by letter.' },
  'same-form': {
    same: true,
    says: 'The texts agree once spelling, case, notation and the order of options are looked through.',
  },
  numbers: { same: false, says: 'Other numbers, or the same in another order.' },
  operators: { same: false, says: 'Another operator, relation, function or bracket.' },
  'turning-words': { same: false, says: 'A word that turns the question: not, least, before, odd.' },
  variables: { same: false, says: 'The letters do not stand for one another throughout.' },
  names: { same: false, says: 'Another name.' },
  question: { same: false, says: 'Something else is asked about the same text.' },
  order: { same: false, says: 'The same words in another order.' },
  words: { same: false, says: 'Other words.' },
  condition: { same: false, says: 'One of them says something more that counts.' },
  options: { same: false, says: 'Other options to choose from.' },
  'renamed-variables': { same: true, says: 'The texts agree once variables are renamed throughout.' },
  'options-left-out': { same: true, says: 'The same question, once with options and once without.' },
  'added-sentence': { same: true, says: 'The same question with something put before, behind or left out.' },
  wording: { same: true, says: 'The same question but for small words or a slip of the pen.' },
} as const satisfies Record<string, { same: boolean; says: string }>;

export type NearRule = keyof typeof NEAR_RULES;

export const isSame = (rule: NearRule): boolean => NEAR_RULES[rule].same;
