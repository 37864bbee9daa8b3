import { sharedSheet } from './sheet';

const SVG = 'http://www.w3.org/2000/svg';

/** Drawn on a grid of 24. */
export const ICONS = {
  star: 'M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8-4.2-4.1 5.8-.8z',
  read: 'M4.5 12.8l4.8 4.7L19.5 7',
} as const;

/** A button with an icon, and its word beside it. */
export function makeButton(name: keyof typeof ICONS, label: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.name = name;
  button.title = label;
  button.setAttribute('aria-label', label);
  button.setAttribute('aria-pressed', 'false');
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  const text = document.createElement('span');
  text.className = 'label';
  text.textContent = label;
  button.append(svg, text);
  return button;
}

/**
 * A host for Dogear's own nodes: a plain hyphenated element (a content script cannot define custom
 * elements) with an open shadow root and the shared sheet.
 */
export function makeHost(name: 'dogear-control' | 'dogear-bar', ...content: Node[]): HTMLElement {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sharedSheet()];
  root.append(...content);
  return host;
}
