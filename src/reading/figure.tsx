import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';
import { saveFile } from '../ui/page/save-file';
import { explore, type ShapeTip } from './explore';
import { type Picture, paintOf } from './picture';
import { csvOf, svgOf } from './save';
import { queueTask } from './task-queue';

interface FigureProps {
  /** Name of the section; the picture's own name can change with what is chosen. */
  readonly name: string;
  readonly picture: ReadonlySignal<Picture>;
  /** Controls that choose what the picture shows. */
  readonly children?: ComponentChildren;
}

/** Shows a picture with its heading, the same figures as a table, and both as files. */
export function Figure({ name, picture, children }: FigureProps) {
  const section = useRef<HTMLElement>(null);
  const { id, title, summary, isEmpty } = picture.value;

  function save(extension: 'svg' | 'csv'): void {
    const shown = picture.peek();
    const file = `dogear-${id}.${extension}`;
    const isCsv = extension === 'csv';
    const text = isCsv ? csvOf(shown) : svgOf(shown, section.current as HTMLElement);
    const type = `${isCsv ? 'text/csv' : 'image/svg+xml'};charset=utf-8`;
    saveFile(new Blob([text], { type }), file);
  }

  return (
    <section ref={section} class="card" data-figure={name} aria-labelledby={`${name}-title`}>
      <div class="head">
        <div>
          <h2 id={`${name}-title`}>{title}</h2>
          <p class="soft" id={`${name}-summary`}>
            {summary}
          </p>
        </div>
        {children}
      </div>
      {!isEmpty && (
        <>
          <Plot name={name} picture={picture} />
          <div class="foot">
            <FiguresTable picture={picture.value} />
            <div class="save">
              {(['svg', 'csv'] as const).map((extension) => (
                <button
                  key={extension}
                  type="button"
                  class="plain"
                  name={extension}
                  aria-label={message(`reading_save_${extension}_of`, title)}
                  title={message(`reading_save_${extension}_of`, title)}
                  onClick={() => save(extension)}
                >
                  {message(`reading_save_${extension}`)}
                </button>
              ))}
            </div>
          </div>
        </>
      )}
    </section>
  );
}

function Plot({ name, picture }: { name: string; picture: ReadonlySignal<Picture> }) {
  const place = useRef<HTMLElement>(null);
  const svg = useRef<HTMLDivElement>(null);
  const tip = useSignal<ShapeTip | undefined>(undefined);
  const width = useWidth(place);
  const scheme = useScheme();
  const shown = picture.value;

  useEffect(() => {
    if (width.value === 0) return;
    const gone = new AbortController();
    queueTask(() => {
      if (gone.signal.aborted || !place.current || !svg.current) return;
      const text = Number.parseFloat(getComputedStyle(place.current).fontSize);
      const style = { width: width.value, text, paint: paintOf(place.current) };
      const drawn = shown.draw(style);
      drawn.setAttribute('aria-hidden', 'true');
      svg.current.replaceChildren(drawn);
      tip.value = undefined;
      const showTip = (next: ShapeTip | undefined): void => {
        tip.value = next;
      };
      explore(place.current, drawn, showTip, gone.signal);
    });
    return () => gone.abort();
  }, [shown, width.value, scheme.value]);

  return (
    <figure
      ref={place}
      class="plot"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys go through its figures
      tabIndex={0}
      aria-labelledby={`${name}-title ${name}-summary`}
      aria-description={message('reading_walk')}
    >
      <div ref={svg} class="drawing" />
      {tip.value && <Tip tip={tip.value} width={width.value} />}
      <p role="status" class="unseen">
        {tip.value?.isByKey && tip.value.words}
      </p>
    </figure>
  );
}

/** Shows a tip above its shape, and never beyond the plot's edges. */
function Tip({ tip, width }: { tip: ShapeTip; width: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current) return;
    const half = box.current.offsetWidth / 2;
    const x = Math.max(half, Math.min(width - half, tip.x));
    box.current.style.transform = `translate(${Math.round(x - half)}px, calc(${Math.round(tip.y)}px - 100% - 6px))`;
  });
  return (
    <div ref={box} class="tip" aria-hidden="true" dir="auto">
      {tip.words}
    </div>
  );
}

function FiguresTable({ picture: { title, table } }: { picture: Picture }) {
  // There are hundreds of rows, which most users never open.
  const isOpen = useSignal(false);
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{message('reading_table')}</summary>
      {isOpen.value && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keys
        <section class="scroll" tabIndex={0} aria-label={message('reading_table_of', title)}>
          <table>
            <thead>
              <tr>
                {table.head.map((cell, i) => (
                  <th key={`${i} ${cell}`} scope="col" dir="auto">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ shown, raw }) => (
                <tr key={raw[0]}>
                  <th scope="row">{shown[0]}</th>
                  {shown.slice(1).map((cell, i) => (
                    <td key={i}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

/** Follows the width of an element's content, in whole px; 0 until it is known. */
function useWidth(place: { readonly current: HTMLElement | null }) {
  const width = useSignal(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      // Narrower plots cannot be read; such a window scrolls.
      width.value = Math.max(240, Math.floor(entry?.contentRect.width ?? 0));
    });
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** Returns a signal that changes whenever the colours of the page do. */
function useScheme() {
  const scheme = useSignal(0);
  useEffect(() => {
    const gone = new AbortController();
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) {
      const onChange = (): void => {
        scheme.value++;
      };
      matchMedia(query).addEventListener('change', onChange, { signal: gone.signal });
    }
    return () => gone.abort();
  }, []);
  return scheme;
}
