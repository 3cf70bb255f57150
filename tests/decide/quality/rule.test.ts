import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../server/decide/quality/language.ts';
import { applySettings, parseRecipe } from '../../../server/decide/recipe.ts';
import { findingsOf } from '../../../server/decide/stage.ts';
import { quality } from '../../../server/decide/stages/quality.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { candidate, configFor, facts, narrowRow } from '../candidates.ts';
import { PLANTED } from './planted.ts';
import { HOSTS } from './planting.ts';

const look = (settings: object, some: Parameters<typeof candidate>[0]) => {
  const one = candidate(some);
  const stage = quality.prepare(configFor('quality', { rule: 'detectors', ...settings }), null);
  return stage(one, promptOf(one.question, one.options));
};

describe('quality, rule detectors', () => {
  it('says which defect, how grave, where, and in a sentence', () => {
    expect(look({}, { question: 'How many are there?<br/>' })).toEqual({
      kept: false,
      finding: {
        reason: 'html',
        evidence: {
          defect: 'html',
          severity: 'defect',
          says: 'It holds left-over HTML or scripts.',
          start: 19,
          end: 24,
          text: '<br/>',
        },
        margin: null,
      },
      notes: [],
    });
  });

  it('names the field where the defect is not in the text, with what was compared', () => {
    const outcome = look({}, { answer: '12', solution: 'So it is $\\boxed{13}$.' });
    expect(outcome).toMatchObject({
      finding: {
        reason: 'answer-contradicts-solution',
        evidence: {
          field: 'solution',
          text: '13',
          solutionSays: '13',
          answer: '12',
          rule: 'different-number',
        },
      },
    });
  });

  it('notes what is less grave than the recipe drops for, and what it only notes', () => {
    const html = { question: 'Which HTML element does <br/> stand for?' };
    expect(look({}, html)).toMatchObject({ kept: true, notes: [{ reason: 'html' }] });
    expect(look({ dropFrom: 'blemish' }, html)).toMatchObject({ kept: false });
    const label = { question: 'Problem 7. Find the sum of 3 and 4.' };
    expect(look({}, label)).toMatchObject({ kept: false, finding: { reason: 'numbering' } });
    expect(look({ dropFrom: 'fatal' }, label)).toMatchObject({
      kept: true,
      notes: [{ reason: 'numbering' }],
    });
    expect(look({ numbering: 'note' }, label)).toMatchObject({
      kept: true,
      notes: [{ reason: 'numbering' }],
    });
    expect(look({ numbering: 'off' }, label)).toEqual({ kept: true, margin: null, notes: [] });
    expect(look({ mode: 'note' }, label)).toMatchObject({ kept: true, notes: [{ reason: 'numbering' }] });
  });

  it('keeps to the lengths of the recipe', () => {
    expect(look({ longest: 20 }, { question: 'How many of them are there in all?' })).toMatchObject({
      finding: { reason: 'very-long', evidence: { start: 20, characters: 34, longest: 20 } },
    });
    expect(look({ shortest: 12 }, { question: 'Why is it?' })).toMatchObject({
      finding: { reason: 'empty' },
    });
  });

  it('leaves the rule s1 what it was', () => {
    const stage = quality.prepare(configFor('quality'), null);
    const text = 'As shown in the figure, <b>find</b> x in step12. of the proof';
    expect(stage(candidate({ question: text }), text)).toMatchObject({
      kept: false,
      finding: { reason: 'numbering', evidence: { text: 'p12.' } },
      notes: [],
    });
  });
});

describe('the detector language', () => {
  const TEXTS = {
    en: 'How many of the boys in this class have a dog if each of them has two pets?',
    de: 'Wie viele Kinder sind in der Klasse, wenn die Hälfte von ihnen ein Haustier hat und nicht mehr?',
    fr: 'Combien de nombres entiers sont divisibles par trois dans la liste des cent premiers et pour quelle raison?',
    es: '¿Cuántos números hay en la lista si cada uno de los alumnos tiene dos y la suma es par?',
    it: 'Quanti sono i numeri della lista che non sono primi e per quale motivo la somma del gruppo è pari?',
    pt: 'Quantos números da lista não são primos e qual é a soma dos números que cada aluno tem?',
    zh: '小明有三十本书，小红的书是他的两倍，问他们一共有多少本书？',
    ja: '太郎は本を三十冊持っています。花子の本はその二倍です。合わせて何冊ですか。',
    ko: '철수는 책을 서른 권 가지고 있고 영희는 그 두 배를 가지고 있다. 모두 몇 권인가?',
    ru: 'Сколько чисел в списке делится на три, если каждое из них больше десяти?',
    ar: 'كم عدد الأعداد في القائمة التي تقبل القسمة على ثلاثة؟',
    hi: 'सूची में कितनी संख्याएँ तीन से विभाज्य हैं?',
    th: 'มีจำนวนกี่จำนวนในรายการที่หารด้วยสามลงตัว',
    he: 'כמה מספרים ברשימה מתחלקים בשלוש?',
    el: 'Πόσοι αριθμοί της λίστας διαιρούνται με το τρία;',
    nl: 'Hoeveel getallen van de lijst zijn deelbaar door drie en welke niet, als elk getal er een keer op staat?',
  };
  it.each(Object.entries(TEXTS))('%s', (language, text) => {
    expect(languageOf(text)?.language).toBe(language);
    expect(look({ languages: [language] }, { question: text })).toMatchObject({ kept: true });
    const other = language === 'en' ? 'zh' : 'en';
    expect(look({ languages: [other] }, { question: text })).toMatchObject({
      kept: false,
      finding: { reason: 'language', evidence: { language, languages: [other] } },
    });
  });

  it('lets pass what is in no language', () => {
    const question = '$$\\int_0^1 \\frac{x^2}{1+x}\\,dx = \\alpha + \\beta$$';
    expect(look({ languages: ['en'] }, { question })).toMatchObject({ kept: true });
  });
});

describe('the settings that the stage offers', () => {
  const recipe = parseRecipe(
    {
      recipe: 'test',
      stages: [
        { stage: 'quality', rule: 'detectors' },
        { stage: 'diversity', n: 'all' },
      ],
    },
    'test',
  );
  const cases = Object.values(PLANTED).flatMap((plants) =>
    plants.map((plant) => ({ ...HOSTS[0], ...plant(HOSTS[0]!) })),
  );

  it('names the keys that keep a question, whatever was wrong with it: each is applied', () => {
    const config = recipe.stages[0] as ConfigOf<'quality'>;
    for (const some of cases) {
      const one = candidate(some);
      const text = promptOf(one.question, one.options);
      const outcome = quality.prepare(config, null)(one, text);
      if (outcome.kept) continue;
      const dropped = { row: narrowRow(), findings: findingsOf(outcome) };
      const kept = [...(quality.turns?.(dropped, config, facts()) ?? [])].map((settings) => {
        const set = settings.map(({ key, value }) => `quality.${key}=${JSON.stringify(value)}`);
        const changed = applySettings(recipe, set).stages[0] as ConfigOf<'quality'>;
        return [quality.prepare(changed, null)(one, text).kept, set];
      });
      expect(kept.at(-1)).toEqual([true, kept.at(-1)?.[1]]);
    }
    expect(cases.length).toBeGreaterThan(250);
  });
});

describe('every detector', () => {
  it('throws on no text, and says places that are in it', () => {
    const piece = fc.constantFrom(
      ...[
        '$',
        '$$',
        '{',
        '}',
        '\\left(',
        '\\begin{cases}',
        '[asy]',
        '<b',
        '>',
        '&lt;',
        '?',
        '\n',
        '(a) Find',
        '*',
      ],
      ...[
        'the table above',
        'Answer: 4',
        'Solution:',
        ' ',
        'x',
        '4',
        '中',
        '\u200b',
        'â€™',
        '|',
        '/',
        '_',
        '![',
        '\\n',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(piece, { maxLength: 4 }),
        (pieces, options) => {
          const question = pieces.join('');
          const outcome = look({}, { question, options: options.length ? options : null, answer: '4' });
          const findings = outcome.kept ? outcome.notes : [outcome.finding, ...outcome.notes];
          for (const { evidence } of findings) {
            const [start, end] = [Number(evidence.start), Number(evidence.end)];
            expect(start >= 0 && end >= start).toBe(true);
            if (evidence.field !== undefined) continue;
            const text = promptOf(question, options.length ? options : null);
            expect(evidence.text).toBe(text.slice(start, Math.min(end, start + 200)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    '$',
    '{',
    '(',
    '[[',
    '<a ',
    '&#',
    '**',
    '\\left(',
    '| ',
    '/\\\n',
    'the ',
    'Answer: ',
    '(a) ',
    '？',
    '\\begin{a}',
    '![',
    "'''",
    '==',
    'x? ',
  ])('takes time that grows with the text only, on %j many times over', (piece) => {
    const time = (length: number) => {
      const question = piece.repeat(Math.ceil(length / piece.length));
      const start = performance.now();
      look({ longest: 10_000_000 }, { question, answer: '4', solution: question });
      return performance.now() - start;
    };
    time(20_000);
    expect(time(200_000)).toBeLessThan(6000);
  });
});
