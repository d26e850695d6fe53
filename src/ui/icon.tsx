/** Line drawings on a grid of 20, one path each. */
const PATHS = {
  search: 'M14.5 9a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0ZM13.2 13.2 17 17',
  scan: 'M3 7V4.5A1.5 1.5 0 0 1 4.5 3H7M13 3h2.5A1.5 1.5 0 0 1 17 4.5V7M17 13v2.5a1.5 1.5 0 0 1-1.5 1.5H13M7 17H4.5A1.5 1.5 0 0 1 3 15.5V13M3 10h14',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  camera:
    'M3 7.5A1.5 1.5 0 0 1 4.5 6h2L8 4h4l1.5 2h2A1.5 1.5 0 0 1 17 7.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-7ZM12.8 10.8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z',
  picture:
    'M4.5 3.5h11A1.5 1.5 0 0 1 17 5v10a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15V5a1.5 1.5 0 0 1 1.5-1.5ZM3 13.5l4-4 4 4 2.5-2.5 3.5 3.5M13 7.5h.01',
  screen: 'M4 4h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM7.5 17h5M10 14v3',
  lock: 'M6 9h8a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2ZM7 9V6.5a3 3 0 0 1 6 0V9',
  more: 'M10 4.5h.01M10 10h.01M10 15.5h.01',
  back: 'M12 4 6 10l6 6',
  next: 'm8 4 6 6-6 6',
  copy: 'M8 7h7a1.5 1.5 0 0 1 1.5 1.5V15a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 15V8.5A1.5 1.5 0 0 1 8 7ZM4 13a1 1 0 0 1-.5-1V5A1.5 1.5 0 0 1 5 3.5h7a1 1 0 0 1 1 .5',
  fill: 'M4.5 5.5h11A1.5 1.5 0 0 1 17 7v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 13V7a1.5 1.5 0 0 1 1.5-1.5ZM6.5 8.5v3M10 10h.01M13.5 10h.01',
  check: 'm4 10.5 4 4 8-9',
  edit: 'm4 16 .8-3.2 8.4-8.4a1.4 1.4 0 0 1 2 0l.4.4a1.4 1.4 0 0 1 0 2l-8.4 8.4L4 16Z',
  undo: 'M7.5 5 4 8.5 7.5 12M4 8.5h7.5a4 4 0 0 1 0 8H8',
  trash:
    'M4 6h12M8 6V4.5A1 1 0 0 1 9 3.5h2a1 1 0 0 1 1 1V6M5.5 6l.7 9a1.5 1.5 0 0 0 1.5 1.5h4.6a1.5 1.5 0 0 0 1.5-1.5l.7-9',
  pin: 'M7 3.5h6M8 3.5v4.5l-2.5 3h9L12 8V3.5M10 11v5.5',
  close: 'm5 5 10 10M15 5 5 15',
  warning: 'M10 3.5 2.8 16h14.4L10 3.5ZM10 8.5v3.5M10 14.2h.01',
  eye: 'M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z',
  eyeOff:
    'M4 4l12 12M8.5 8.6a2 2 0 0 0 2.9 2.9M6.2 6.2C3.8 7.6 2.5 10 2.5 10s2.7 5 7.5 5c1.4 0 2.6-.4 3.6-1M9 5.1c.3-.1.7-.1 1-.1 4.8 0 7.5 5 7.5 5s-.6 1.2-1.8 2.4',
  gear: 'M3 6h7M14 6h3M12 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM3 14h3M10 14h7M8 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration: what it means stands in text or in the name of its button. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
