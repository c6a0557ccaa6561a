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

/** Widths in rem; the model takes what is left, and no less than this. */
const widths: Record<Column, number> = {
  time: 4,
  client: 8,
  letter: 1.75,
  model: 10.5,
  status: 5.75,
  firstToken: 3.9,
  duration: 4.25,
  input: 3.4,
  output: 3.4,
  cached: 3.6,
  cost: 4.4,
  mark: 1.1,
};

/** The first to go first: what is least often asked at a glance, and can be read in the detail. */
const dispensable: readonly Column[] = ['cached', 'client', 'input', 'output', 'firstToken', 'cost', 'letter', 'time', 'mark'];

// As VirtualList.css has them.
const GAP = 0.75;
const PADDING = 2;

/** Columns whose figures stand at the right. */
export const figures: ReadonlySet<Column> = new Set(['firstToken', 'duration', 'input', 'output', 'cached', 'cost']);

/** The columns for a list so many rem wide. */
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
  return shown.map((column) => (column === 'model' ? `minmax(${widths.model / 2}rem, 1fr)` : `${widths[column]}rem`)).join(' ');
}
