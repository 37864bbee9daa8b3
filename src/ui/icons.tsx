const PATHS = {
  star: 'M12 3.6l2.6 5.3 5.8.8-4.2 4.1 1 5.8-5.2-2.8-5.2 2.8 1-5.8-4.2-4.1 5.8-.8z',
  read: 'M4.5 12.8l4.8 4.7L19.5 7',
  search: 'M15.8 15.8L20 20M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z',
  close: 'M6 6l12 12M18 6L6 18',
  gear: 'M10.2 5.3L10.4 2.9L13.6 2.9L13.8 5.3L15.4 6.0L17.3 4.5L19.5 6.7L18.0 8.6L18.7 10.2L21.1 10.4L21.1 13.6L18.7 13.8L18.0 15.4L19.5 17.3L17.3 19.5L15.4 18.0L13.8 18.7L13.6 21.1L10.4 21.1L10.2 18.7L8.6 18.0L6.7 19.5L4.5 17.3L6.0 15.4L5.3 13.8L2.9 13.6L2.9 10.4L5.3 10.2L6.0 8.6L4.5 6.7L6.7 4.5L8.6 6.0zM15 12a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
} as const;

/** Drawn on a grid of 24, in the colour of the text. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
