const CODE =
  /\bdef \w+\(|\breturn\b[^\n]*[;(]|\bprintf?\(|#include\s*<|```|\bint main\b|System\.out|console\.log|\bimport \w+|>>> |\bfunction\s*\w*\(|\bpublic (?:static|class)|\bInput Format|std::|\bstdin\b|\bvoid \w+\(|\bstrings?\b/i;

/** Whether a text shows program code or speaks of strings, where escapes and marks mean themselves. */
export const looksLikeCode = (text: string): boolean => CODE.test(text);
