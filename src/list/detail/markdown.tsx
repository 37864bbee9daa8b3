/**
 * Renders the Markdown of a note. mdast parses it, and each node becomes an element here. Whatever is
 * not Markdown, such as HTML, is shown as plain text. Only links to the web are links.
 */
import type { Nodes, Parent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { ComponentChildren } from 'preact';
import { webAddress } from '../../paper/web-address';
import { TeX } from '../../ui/tex';

export function Markdown({ text }: { text: string }) {
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return <>{childrenOf(tree)}</>;
}

const childrenOf = ({ children }: Parent) =>
  children.map((node, i) => <Part key={i} node={node} />);

function Part({ node }: { node: RootContent | Nodes }): ComponentChildren {
  switch (node.type) {
    case 'text':
      return <TeX text={node.value} />;
    case 'paragraph':
      return <p>{childrenOf(node)}</p>;
    case 'heading':
      return <Heading depth={node.depth}>{childrenOf(node)}</Heading>;
    case 'emphasis':
      return <em>{childrenOf(node)}</em>;
    case 'strong':
      return <strong>{childrenOf(node)}</strong>;
    case 'delete':
      return <del>{childrenOf(node)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{childrenOf(node)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{childrenOf(node)}</ol>
      ) : (
        <ul>{childrenOf(node)}</ul>
      );
    case 'listItem':
      return (
        <li class={typeof node.checked === 'boolean' ? 'task' : undefined}>
          {typeof node.checked === 'boolean' && (node.checked ? '☑ ' : '☐ ')}
          {childrenOf(node)}
        </li>
      );
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'link':
      return <WebLink href={node.url}>{childrenOf(node)}</WebLink>;
    // A note must not load anything, so a picture becomes a link to it.
    case 'image':
      return <WebLink href={node.url}>{node.alt || node.url}</WebLink>;
    case 'table':
      return <TableRows table={node} />;
    case 'html':
      return node.value;
    default:
      // Footnotes, definitions, and nodes that another version of mdast may add.
      if ('children' in node) return <>{childrenOf(node)}</>;
      return 'value' in node && typeof node.value === 'string' ? node.value : null;
  }
}

/** A heading, at the levels below the pane's own, which are h2 and h3. */
function Heading({ depth, children }: { depth: number; children: ComponentChildren }) {
  if (depth === 1) return <h4>{children}</h4>;
  return depth === 2 ? <h5>{children}</h5> : <h6>{children}</h6>;
}

function WebLink({ href, children }: { href: string; children: ComponentChildren }) {
  const address = webAddress(href);
  if (!address) return <>{children}</>;
  return (
    <a href={address} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

function TableRows({ table }: { table: Table }) {
  const [head, ...rows] = table.children;
  return (
    <table>
      <thead>
        <tr>
          {head?.children.map((cell, i) => (
            <th key={i} scope="col">
              {childrenOf(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.children.map((cell, j) => (
              <td key={j}>{childrenOf(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
