import ts from 'typescript';

const PROCESS = new Set(['process', 'globalThis.process', 'global.process']);
const KEPT_TO_MAIN = new Set(['argv', 'env', 'argv0', 'execArgv']);

/** Visits every node of a source file. */
function visitAll(path: string, text: string, visit: (node: ts.Node) => void): void {
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

/** The texts of all string and template literals, the fixed pieces of a template joined by `?`. */
export function stringLiterals(path: string, text: string): string[] {
  const found: string[] = [];
  visitAll(path, text, (node) => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      found.push(
        [node.head, ...node.templateSpans.map((span) => span.literal)].map((part) => part.text).join('?'),
      );
    }
  });
  return found;
}

/** Where a file reads the arguments or the environment of the process: `argv`, `env`, ..., in order. */
export function processReads(path: string, text: string): string[] {
  const found: string[] = [];
  visitAll(path, text, (node) => {
    if (ts.isPropertyAccessExpression(node) && PROCESS.has(node.expression.getText()))
      found.push(node.name.text);
    if (ts.isElementAccessExpression(node) && PROCESS.has(node.expression.getText())) {
      found.push(ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : 'env');
    }
    if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
      if (!PROCESS.has(node.initializer?.getText() ?? '')) return;
      found.push(...node.name.elements.map((element) => (element.propertyName ?? element.name).getText()));
    }
    if (
      ts.isImportDeclaration(node) &&
      /^(node:)?process$/.test((node.moduleSpecifier as ts.StringLiteral).text)
    ) {
      found.push(/\b(argv|env)\b/.exec(node.importClause?.getText() ?? '')?.[0] ?? 'env');
    }
  });
  return found.filter((name) => KEPT_TO_MAIN.has(name));
}
