import { textOf } from '../numbers/rational.ts';
import type { Bound, Part, Reading } from './readings.ts';
import type { Node } from './syntax.ts';
import { unitText } from './units.ts';

const LONGEST = 300;

/** The normal form of an answer as plain text, for a person who checks a verdict. */
export function shown(reading: Reading): string {
  const text = readingText(reading);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

function readingText(reading: Reading): string {
  switch (reading.kind) {
    case 'quantity': {
      const unit = reading.unit === null ? '' : ` [${unitText(reading.unit)}]`;
      return `${nodeText(reading.value)}${unit}${reading.label === null ? '' : ` (${reading.label})`}`;
    }
    case 'infinite':
      return reading.sign < 0 ? '-∞' : '∞';
    case 'tuple':
      return `(${list(reading.items)})`;
    case 'collection':
      return `{${list(reading.items)}}`;
    case 'region':
      return reading.parts.map(partText).join(' ∪ ');
    case 'named':
      return `${reading.name} = ${readingText(reading.value)}`;
    case 'record':
      return [...reading.fields].map(([name, value]) => `${name} = ${readingText(value)}`).join(', ');
    case 'equation':
      return `${nodeText(reading.left)} ${reading.sign} ${nodeText(reading.right)}`;
    case 'matrix':
      return `[${reading.rows.map(list).join('; ')}]`;
    case 'ratio':
      return reading.terms.map(nodeText).join(' : ');
    case 'nothing':
      return '∅';
    case 'word':
      return `${reading.list} ${reading.member + 1}`;
    case 'time':
      return `${timeText(reading.seconds)}${reading.half ? '' : ' (a.m. or p.m.)'}`;
    case 'date':
      return [reading.year ?? '????', reading.month, reading.day ?? '??'].join('-');
  }
}

/** `17:40`, with seconds where there are any. */
function timeText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const time = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? time : `${time}:${two(seconds % 60)}`;
}

const list = (items: readonly Reading[]): string => items.map(readingText).join(', ');

function partText({ low, high }: Part): string {
  const at = (bound: Bound | null, none: string) => (bound === null ? none : nodeText(bound.at));
  return `${low?.closed ? '[' : '('}${at(low, '-∞')}, ${at(high, '∞')}${high?.closed ? ']' : ')'}`;
}

function nodeText(node: Node): string {
  switch (node.type) {
    case 'number':
      return textOf(node.value);
    case 'symbol':
    case 'constant':
    case 'line':
      return node.name;
    case 'sum':
      return `(${node.items.map(nodeText).join(' + ')})`;
    case 'product':
      return node.items.map(nodeText).join('*');
    case 'quotient':
      return `${nodeText(node.over)}/(${nodeText(node.under)})`;
    case 'negative':
      return `-${nodeText(node.of)}`;
    case 'plus-minus':
      return `±${nodeText(node.of)}`;
    case 'power':
      return `${nodeText(node.base)}^(${nodeText(node.exponent)})`;
    case 'root':
      return `root${node.degree}(${nodeText(node.of)})`;
    case 'call':
      return `${node.name}(${node.args.map(nodeText).join(', ')})`;
    case 'degrees':
      return `${nodeText(node.of)}°`;
    case 'based':
      return `${node.digits}_${node.base}`;
    case 'bracket':
      return node.items.length === 1
        ? node.items.map(nodeText).join()
        : `(${node.items.map(nodeText).join(', ')})`;
    default:
      return node.type;
  }
}
