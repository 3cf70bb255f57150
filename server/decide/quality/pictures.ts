import { type Defect, type Detect, firstMatch } from './detector.ts';
import { has, speaksOf } from './glance.ts';

const MARKDOWN = /!\[[^\]\n]{0,200}\](?:\([^)\n]{0,400}\))?/;
const EMBEDDED =
  /<img\b[^<>]{0,400}>?|\\includegraphics\b(?:\[[^\]\n]{0,80}\])?(?:\{[^}\n]{0,120}\})?|[[(<{](?:insert |see |add |missing )?(?:the |an? )?(?:image|pic[ct]*|figure|picture|diagram|img|photo|graphic|graph|chart|图片?|插图)(?:(?:[ _:#-](?!of\b|is\b)[^\])>}\n]{0,80})?[\]>}]| (?:omitted|not (?:shown|available|included|provided)|missing|here|\d{1,3})\))|\b[\w-]{1,60}\.(?:png|jpe?g|gif|svg|bmp|webp)\b/i;

const NOUN =
  '(?:figures?|diagrams?|pictures?|images?|drawings?|illustrations?|photos?|photographs?|sketch(?:es)?|pictograms?|pictographs?|number lines?|plots?|scatter ?plots?|histograms?|charts?|graphs?|maps?|floor plans?|circuits?)(?! paper)';
const SEEN = '(?:shown|depicted|illustrated|pictured|drawn|displayed|sketched|indicated|marked|labell?ed)';
const PLACE =
  '(?:below|above|here|at (?:the )?(?:left|right)|on the (?:left|right)|to the (?:left|right)|opposite|overleaf|alongside)';

/** Ways to speak of a picture as if it stood beside the text. */
const REFERS = new RegExp(
  [
    String.raw`\b(?:the|this|these|following|accompanying|adjacent|attached|adjoining|given|each|two|three|four|an?) (?:[a-z-]{1,20} ){0,2}${NOUN}(?: (?:is|are|shown|given|drawn|provided|depicted|pictured|displayed|presented)){0,2} ${PLACE}\b`,
    String.raw`\b(?:as|is|are|was|that is|which is) (?!(?:drawn|marked|indicated) (?:in|on) an? )${SEEN} (?:in|on|by) (?:the |this |these |an? )?(?:[a-z-]{1,20} ){0,2}(?:${NOUN}|fig\.? ?\d{1,3})\b`,
    String.raw`\b(?:as ${SEEN}|pictured|depicted|illustrated|sketched) ${PLACE}\b`,
    String.raw`\b(?:in|from|on|of|using|to|at|with|by|see|study|examine|observe|consider|use) (?:the |this |these )?(?:accompanying|adjoining|adjacent|attached|following|above|below|left|right|shown|provided) (?:[a-z-]{1,20} )?${NOUN}\b(?! (?:has|have|is not|are not|statements))`,
    String.raw`\b(?:in|from|see|refer to|referring to|according to|based on|look at|looking at|shown in|observe) (?:the |this |that )(?:figure|diagram|illustration|photograph)s?\b`,
    String.raw`(?:^\s{0,4}in |[.?!]\s{1,3}in |\b(?:shown|depicted|seen|as|see|look at|based on|according to|refer to|given|circled|shaded|marked) )(?:in |at |from )?(?:the |this )(?:picture|image|photo)s?\b(?! of\b)`,
    String.raw`\b(?:the|this|above|following) (?:figure|diagram|picture|image|illustration|photograph|drawing)s? (?:shows?|depicts?|illustrates?|displays?|represents?)\b`,
    String.raw`\b(?:fig\. ?|figure (?=\d)|in figures (?=\d))\(?\d{1,3}(?:[.-]\d{1,3})?[a-z]?\)?(?=[\s,.;:)?']|$)`,
    String.raw`\bas (?:shown|pictured|illustrated|depicted|drawn)(?=[,.;:)?!]|\s*$|\s*\n)`,
    String.raw`\b(?:which|what)(?: of the)? (?:figures?|pictures?|images?|diagrams?) (?:below|above|shown)\b`,
    String.raw`\b(?:not drawn|not) to scale\b`,
    String.raw`\b(?:using|from|on|in|use|see) (?:the|this) ${NOUN} (?:shown|provided|given)\b(?! (?:that|in|by))`,
    String.raw`\bshaded (?:[a-z]{1,20} )?(?:shown|in the (?:figure|diagram|picture)|of the (?:figure|diagram|picture))`,
  ].join('|'),
  'i',
);
const CHINESE =
  /如(?:下|上|右|左)?图(?![书章案像形腾])|(?<![盖加戴])(?:下|上|右|左)图(?![书章案像形腾])|图(?:中(?!文)|所?示|[1-9甲乙])|看图|根据图(?![书])|观察图/;
/** The picture is there as drawing code, which is another detector's business. */
const DRAWN = /\[asy\]|\\begin\{(?:tikz|pspicture|picture)/;
/** A chart may be a table. */
const TABLE = /\\begin\{(?:tabular|array)|\|[^|\n]{1,60}\|/;
/** Words by which a picture is asked for, not shown. */
const ASKED =
  /\b(?:draw|sketch|construct|make|plot|create|produce|significant|without) (?:a |an |the |your )?(?:[a-z]{1,20} )?(?:figures?|diagrams?|pictures?|graphs?)/i;

/** A picture that is embedded by name, or spoken of, and not there. */
export const missingImage: Detect = ({ text, glance }) => {
  if (glance.han > 0) {
    const chinese = firstMatch(text, CHINESE, 'fatal');
    if (chinese !== null) return chinese;
  }
  const marked = has(glance, '!') && text.includes('![') ? firstMatch(text, MARKDOWN, 'fatal') : null;
  if (marked !== null) return marked;
  if (!speaksOf(glance, 'picture')) return null;
  const embedded = firstMatch(text, EMBEDDED, 'fatal');
  if (embedded !== null) return embedded;
  return DRAWN.test(text) ? null : spokenOf(text);
};

function spokenOf(text: string): Defect | null {
  const found = firstMatch(text, REFERS, 'fatal');
  if (found === null) return null;
  if (/chart|table/i.test(text.slice(found.start, found.end)) && TABLE.test(text)) return null;
  return ASKED.test(text.slice(Math.max(0, found.start - 20), found.end)) ? null : found;
}

/** Lines in a row that a diagram has. Unit: lines. */
const LINES = 3;
const BOXES = /[\u2500-\u257f\u2580-\u259f]{2,}/;
const PEN = /[|/\\_+*'`^<>=~.:oO#\-\u2500-\u257f]/g;
/** Strokes at an angle, corners, and bars that stand apart. */
const STROKES =
  /[/\\]\s{1,40}[/\\|]|\+-{2,}|-{3,}\+|\|\s{2,}\||\|[-_]{2,}|_{3,}|[/\\][_-]{2,}|\|[\\/]|^\s*[|/\\]\s*[/\\]?\s*$|[A-Z]-{2,}[A-Z]|[\u2500-\u257f]/;
const MATHS = /\\[a-zA-Z]{2,}|\$|&/;

/** Lines of drawing characters beneath each other; tables of Markdown and grids of letters are none. */
export const asciiDiagram: Detect = ({ text, glance }) => {
  const { ascii } = glance;
  if (ascii[10]! < LINES - 1) return null;
  const strokes = ascii[45]! + ascii[47]! + ascii[92]! + ascii[95]! + ascii[124]! + ascii[43]!;
  if (strokes < 6 && !glance.beyond) return null;
  let [from, start, run, shapes] = [0, 0, 0, 0];
  for (const line of text.split('\n')) {
    const isDrawn = isDrawing(line);
    if (isDrawn) {
      if (run === 0) [start, shapes] = [from, 0];
      run++;
      if (STROKES.test(line) || BOXES.test(line)) shapes++;
      if (run >= LINES && shapes >= 2) return { severity: 'defect', start, end: from + line.length };
    } else if (line.trim() !== '') run = 0;
    from += line.length + 1;
  }
  return null;
};

/** The line between head and body of a table of Markdown. */
const SEPARATOR = /^\|?(?::?-+:?\|)+(?::?-+:?)?$/;

/** A line that is mostly strokes; a row of a table, with words or numbers between its bars, is none. */
function isDrawing(line: string): boolean {
  if (line.length > 200 || MATHS.test(line)) return false;
  const ink = line.replace(/\s+/g, '');
  if (ink.length < 2) return /^[|/\\^*+v]$/.test(ink);
  if (SEPARATOR.test(ink)) return false;
  if (/^[-=*~.#]+$/.test(ink)) return /^\*+$/.test(ink) && /\S\s{2,}\S/.test(line);
  return (ink.match(PEN)?.length ?? 0) >= 0.6 * ink.length;
}
