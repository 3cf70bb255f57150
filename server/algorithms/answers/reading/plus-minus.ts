import { type Node, some } from './syntax.ts';

/** The two values of a formula with `±` in it, all upper signs and all lower ones; null where there is none. */
export function signsChosen(node: Node): Node[] | null {
  if (!some(node, ({ type }) => type === 'plus-minus')) return null;
  return [chosen(node, 1), chosen(node, -1)];
}

function chosen(node: Node, sign: 1 | -1): Node {
  const inner = (child: Node): Node => chosen(child, sign);
  switch (node.type) {
    case 'plus-minus':
      return sign * node.sign > 0 ? inner(node.of) : { type: 'negative', of: inner(node.of) };
    case 'sum':
    case 'product':
    case 'bracket':
      return { ...node, items: node.items.map(inner) };
    case 'quotient':
      return { ...node, over: inner(node.over), under: inner(node.under) };
    case 'negative':
    case 'root':
    case 'degrees':
    case 'quantity':
      return { ...node, of: inner(node.of) };
    case 'power':
      return { ...node, base: inner(node.base), exponent: inner(node.exponent) };
    case 'call':
      return { ...node, args: node.args.map(inner) };
    default:
      return node;
  }
}
