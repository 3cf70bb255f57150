import { useMemo } from 'react';
import { type MarkdownBlock, markdownBlocks, markdownPieces } from '../lib/markdown.ts';
import { QuestionText } from './question-text.tsx';

/** Markdown that somebody wrote, drawn as elements of our own: nothing in it becomes markup, and links lead to the web alone. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => keyed(markdownBlocks(text)), [text]);
  return (
    <div className="flex max-w-[75ch] flex-col gap-2.5 break-words">
      {blocks.map(({ key, one }) => (
        <Block key={key} block={one} />
      ))}
    </div>
  );
}

function Block({ block }: { block: MarkdownBlock }) {
  if (block.kind === 'rule') return <hr className="border-line" />;
  if (block.kind === 'code')
    return (
      <pre className="overflow-x-auto rounded-ui bg-sunken px-3 py-2 font-mono text-12">{block.text}</pre>
    );
  if (block.kind === 'heading') {
    const Heading = block.level === 1 ? 'h3' : 'h4';
    return (
      <Heading className={`pt-1 font-semibold ${block.level === 1 ? 'text-16' : ''}`}>
        <Line text={block.text} />
      </Heading>
    );
  }
  if (block.kind === 'quote')
    return (
      <blockquote className="border-l-2 border-line-strong pl-3 text-muted">
        <Line text={block.text} />
      </blockquote>
    );
  if (block.kind === 'paragraph')
    return (
      <p>
        <Line text={block.text} />
      </p>
    );
  const items = keyed(block.items).map(({ key, one }) => (
    <li key={key}>
      <Line text={one} />
    </li>
  ));
  return block.isOrdered ? (
    <ol className="list-decimal pl-5">{items}</ol>
  ) : (
    <ul className="list-disc pl-5">{items}</ul>
  );
}

function Line({ text }: { text: string }) {
  return keyed(markdownPieces(text)).map(({ key, one }) => {
    if (one.kind === 'link')
      return (
        <a key={key} className="text-link" href={one.href} target="_blank" rel="noopener noreferrer nofollow">
          {one.text}
        </a>
      );
    if (one.kind === 'strong') return <strong key={key}>{one.text}</strong>;
    if (one.kind === 'emphasis') return <em key={key}>{one.text}</em>;
    if (one.kind === 'code')
      return (
        <code key={key} className="font-mono text-[0.92em]">
          {one.text}
        </code>
      );
    return <QuestionText key={key} text={one.text} />;
  });
}

/** Parts of a text have no name but their place. */
const keyed = <T,>(all: readonly T[]): { key: number; one: T }[] => all.map((one, key) => ({ key, one }));
