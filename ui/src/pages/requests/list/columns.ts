// Which columns there is room for.

/** The columns, in the order in which they stand. `mark` is the adjusted mark. */
export const columns = [
  'time',
  'client',
  'model',
  'status',
  'firstToken',
  'duration',
  'input',
  'output',
  'cached',
  'cost',
  'mark',
] as const;

/** A column. `letter` is the client's letters without its name. */
export type Column = (typeof columns)[number] | 'letter';

/** Widths in pixels; the model takes what is left, and no less than this. */
const widths: Record<Column, number> = {
  time: 64,
  client: 124,
  letter: 22,
  model: 150,
  status: 92,
  firstToken: 66,
  duration: 66,
  input: 62,
  output: 58,
  cached: 62,
  cost: 66,
  mark: 18,
};

/** The first to go first: what is least often asked at a glance, and can be read in the detail. */
const dispensable: readonly Column[] = ['cached', 'client', 'firstToken', 'input', 'output', 'cost', 'letter', 'time', 'mark'];

const GAP = 12;
const PADDING = 32;

/** Columns whose figures stand at the right. */
export const figures: ReadonlySet<Column> = new Set(['firstToken', 'duration', 'input', 'output', 'cached', 'cost']);

/** The columns for a list so many pixels wide. */
export function columnsFor(width: number): readonly Column[] {
  let shown: readonly Column[] = columns;
  for (const next of dispensable) {
    if (widthOf(shown) <= width) break;
    shown = next === 'client' ? shown.map((column) => (column === 'client' ? 'letter' : column)) : shown.filter((column) => column !== next);
  }
  return shown;
}

function widthOf(shown: readonly Column[]): number {
  return shown.reduce((sum, column) => sum + widths[column] + GAP, PADDING - GAP);
}

/** The columns as CSS lays them out. */
export function template(shown: readonly Column[]): string {
  return shown.map((column) => (column === 'model' ? `minmax(${widths.model / 2}px, 1fr)` : `${widths[column]}px`)).join(' ');
}
