import { useEffect, useRef } from 'preact/hooks';
import { message } from '../i18n';

/** Shows how to begin, before the first star. */
export function Empty() {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // The search box, which had the focus, is gone, since there is nothing to search.
    if (document.activeElement === document.body) link.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="state">
      <svg class="picture" viewBox="0 0 240 132" aria-hidden="true">
        <rect x="30" y="22" width="148" height="100" rx="10" class="card" opacity=".55" />
        <rect x="46" y="10" width="148" height="112" rx="10" class="card" />
        <path d="M46 20a10 10 0 0 1 10-10h128a10 10 0 0 1 10 10v36H46z" class="shade" />
        <path d="M62 74h88" class="title" />
        <path d="M62 90h108M62 103h72" class="faint" />
        <rect x="136" y="18" width="50" height="24" rx="7" class="card" />
        <g transform="translate(140 21) scale(.75)">
          <path
            d="M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8-4.2-4.1 5.8-.8z"
            class="gold"
          />
        </g>
        <g transform="translate(164 21) scale(.75)">
          <path d="M4.5 12.8l4.8 4.7L19.5 7" class="ink" />
        </g>
        <path d="M150 34l5 17 4-6 7 7 3-3-7-7 6-3z" class="hand" />
      </svg>
      <p>{message('popup_empty')}</p>
      <a
        ref={link}
        class="link"
        href="https://huggingface.co/papers"
        target="_blank"
        rel="noreferrer"
      >
        {message('popup_empty_link')}
      </a>
    </div>
  );
}
