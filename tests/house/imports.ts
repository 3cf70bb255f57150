import { posix } from 'node:path';
import ts from 'typescript';

/**
 * Every module that a file names: `import`, `import type`, `export ... from`, `import('x')` as value and as type,
 * `require`, and the files of workers (`new URL('./x.ts', import.meta.url)`).
 * A name put together at run time can not be followed and is left out.
 */
export function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  const take = (node: ts.Node | undefined) => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push(node.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) take(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) take(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) take(node.expression);
    else if (ts.isCallExpression(node) && isImportCall(node)) take(node.arguments[0]);
    else if (
      ts.isNewExpression(node) &&
      node.expression.getText() === 'URL' &&
      node.arguments?.length === 2
    ) {
      if (node.arguments[1]?.getText() === 'import.meta.url') takeFile(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  const takeFile = (node: ts.Node | undefined) => {
    if (node !== undefined && ts.isStringLiteralLike(node) && /\.[jt]sx?$/.test(node.text)) take(node);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

const isImportCall = (node: ts.CallExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require';

/** The path from the root that an import names; null for a package or a built-in module. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('/')) return specifier;
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(from), specifier);
}
