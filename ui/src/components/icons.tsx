// Own icons, of one stroke on a grid of 24. They decorate: whoever shows one alone names it (IconButton does).

import type { JSX } from 'solid-js';

import './icons.css';

const paths = {
  overview: 'M4 13.5 9.5 8l4 4L20 5.5M4 19h16',
  requests: 'M4 6h16M4 12h10M4 18h13M19 12h1',
  models: 'm12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  reasoning: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3Z',
  connect: 'M9 7V3M15 7V3M7 7h10v4a5 5 0 0 1-10 0zM12 16v5',
  playground: 'M20 14a3 3 0 0 1-3 3H9l-5 4V6a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3zM8 8h8M8 12h5',
  settings: 'M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l4.5 4.5',
  refresh: 'M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6Z',
  eyeOff: 'M4 4l16 16M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.9 3.6M6.4 7.5A17 17 0 0 0 2.5 12S6 18.5 12 18.5c1.6 0 3-.5 4.2-1.1M10 10a2.8 2.8 0 0 0 4 4',
  key: 'M8 11a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM11.3 12.2 20 3.5M16 7.5l3 3',
  play: 'M7 4.5v15l12-7.5z',
  stop: 'M6 6h12v12H6z',
  pause: 'M8.5 5v14M15.5 5v14',
  trash: 'M4 7h16M9.5 7V4h5v3M6 7l1 13.5h10L18 7M10 11v6M14 11v6',
  edit: 'M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  star: 'm12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 11v5.5M12 7.5v.2',
  help: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.2',
  chevronRight: 'm9 5 7 7-7 7',
  chevronLeft: 'm15 5-7 7 7 7',
  chevronDown: 'm5 9 7 7 7-7',
  chevronUp: 'm5 15 7-7 7 7',
  arrowRight: 'M4 12h16M14 6l6 6-6 6',
  arrowUp: 'M12 20V4M6 10l6-6 6 6',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  download: 'M12 4v11M7 10.5l5 5 5-5M4 20h16',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  filter: 'M4 5h16l-6 7.5V19l-4-2v-4.5z',
  more: 'M5 11.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1ZM12 11.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1ZM19 11.5a.5.5 0 1 1 0 1 .5.5 0 0 1 0-1Z',
  send: 'm4 12 16-8-5 16-3.5-6.5zM11.5 13.5 20 4',
  replay: 'M4 11a8 8 0 1 1 2.3 6.2M4 5v6h6',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7.5V12l3 2',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c.8-3.7 3.7-5.5 7.5-5.5s6.7 1.8 7.5 5.5',
  globe: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM3 12h18M12 3c2.5 2.6 3.8 5.6 3.8 9s-1.3 6.4-3.8 9c-2.5-2.6-3.8-5.6-3.8-9S9.5 5.6 12 3Z',
  shield: 'M12 3 5 5.5V11c0 4.5 2.8 8 7 10 4.2-2 7-5.5 7-10V5.5zM9 11.5l2.2 2.2L15.5 9.5',
  stethoscope: 'M5 4v5a4 4 0 0 0 8 0V4M9 13v2.5a4.5 4.5 0 0 0 9 0V13M18 9a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  code: 'm8.5 7-5 5 5 5M15.5 7l5 5-5 5',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 8.5v.2',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  sound: 'M5 10v4M9 7v10M13 4v16M17 8v8M21 11v2',
  film: 'M4 6h11v12H4zM15 10.5l5-3v9l-5-3',
  braces: 'M9 4c-2.5 0-3 1-3 3v2.5c0 1.5-.7 2.5-2.5 2.5 1.8 0 2.5 1 2.5 2.5V17c0 2 .5 3 3 3M15 4c2.5 0 3 1 3 3v2.5c0 1.5.7 2.5 2.5 2.5-1.8 0-2.5 1-2.5 2.5V17c0 2-.5 3-3 3',
  wrench: 'M14.5 6.5a4 4 0 0 1 5-1l-2.7 2.7 1 2 2 .3L21 8.8a4 4 0 0 1-5.5 4.7L9 20a2.1 2.1 0 0 1-3-3l6.5-6.5a4 4 0 0 1 2-4Z',
  bolt: 'M13 3 5 13.5h6L10 21l8-10.5h-6z',
  coin: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM14.8 9c-.5-1-1.5-1.5-2.8-1.5-1.6 0-2.8.8-2.8 2.2 0 3 5.8 1.5 5.8 4.6 0 1.4-1.3 2.2-3 2.2-1.5 0-2.6-.6-3-1.7M12 6v1.5M12 16.5V18',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17',
  diff: 'M12 4v9M7.5 8.5h9M7.5 19h9',
  compare: 'M5 8h13M14 4l4 4-4 4M19 16H6M10 12l-4 4 4 4',
  expand: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  shrink: 'M20 10h-6V4M14 10l6-6M4 14h6v6M10 14l-6 6',
  book: 'M5 4h10a4 4 0 0 1 4 4v12H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11',
} as const;

/** An icon's name. */
export type IconName = keyof typeof paths;

/** All names, for the page that shows them. */
export const iconNames = Object.keys(paths) as IconName[];

interface Props {
  name: IconName;
  /** Fills the shape: a favourite's star, a state that is on. */
  solid?: boolean;
}

/** As high as the text around it. */
export function Icon(props: Props): JSX.Element {
  return (
    <svg class="icon" classList={{ solid: props.solid ?? false }} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[props.name]} />
    </svg>
  );
}
