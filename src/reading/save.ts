import { writeRow } from '../formats/write/cells';
import { type Picture, type PlotStyle, paintOf } from './picture';

/** Width of a saved picture, in px, which suits a printed page and a slide. */
const WIDTH = 960;
const MARGIN = 24;
const SVG = 'http://www.w3.org/2000/svg';

/** Returns a picture as an SVG file: with its title, on its background, whatever the window's width. */
export function svgOf(picture: Picture, place: Element): string {
  const style: PlotStyle = { width: WIDTH, text: 12, paint: paintOf(place) };
  const svg = picture.draw(style);
  const [width, height] = ['width', 'height'].map((name) => Number(svg.getAttribute(name)));
  const top = MARGIN + 34;
  const box = [-MARGIN, -top, (width ?? 0) + 2 * MARGIN, (height ?? 0) + top + MARGIN];
  svg.setAttribute('viewBox', box.join(' '));
  svg.setAttribute('width', String(box[2]));
  svg.setAttribute('height', String(box[3]));
  svg.setAttribute('xmlns', SVG);

  const ground = document.createElementNS(SVG, 'rect');
  for (const [i, name] of ['x', 'y', 'width', 'height'].entries()) {
    ground.setAttribute(name, String(box[i]));
  }
  ground.setAttribute('fill', style.paint.card);
  const title = document.createElementNS(SVG, 'text');
  title.textContent = picture.title;
  for (const [name, value] of Object.entries({
    ...{ x: 0, y: -34, fill: style.paint.ink },
    ...{ 'font-size': 16, 'font-weight': 600, 'text-anchor': 'start' },
  })) {
    title.setAttribute(name, String(value));
  }
  const name = document.createElementNS(SVG, 'title');
  name.textContent = picture.title;
  svg.prepend(name, ground, title);
  return new XMLSerializer().serializeToString(svg);
}

export function csvOf({ table }: Picture): string {
  return [table.head, ...table.rows.map(({ raw }) => raw)].map(writeRow).join('');
}
