import { kStatuses } from './types'
import type { BoardRow, Counts, Day, MeasureStatus } from './types'

export interface Group {
  key: string
  title: string
  rows: BoardRow[]
  counts: Counts
}

/** From this target on the notch tells something; below it, half a plaque helps nobody. */
const kLeastForNotch = 4

export function countsOf(rows: readonly BoardRow[]): Counts {
  const counts: Counts = {}
  for (const row of rows) counts[row.status] = (counts[row.status] ?? 0) + 1
  return counts
}

export const totalOf = (counts: Counts): number => kStatuses.reduce((sum, one) => sum + (counts[one] ?? 0), 0)

/** The number that the bar ends at. */
export const goalOf = (row: BoardRow): number | null =>
  row.comparison === 'at_most' ? row.target_max : (row.target_min ?? row.target_max)

export const deadlineOf = (row: BoardRow): Day => row.extended_to ?? row.window_to

/** Where the work should stand today, or null where a notch would mislead. */
export function notchOf(row: BoardRow): number | null {
  const goal = goalOf(row)
  if (row.status === 'done' || row.expected === null || goal === null || goal < kLeastForNotch) return null
  return row.expected
}

export function byStatus(rows: readonly BoardRow[], status: MeasureStatus | null): BoardRow[] {
  return status === null ? [...rows] : rows.filter((row) => row.status === status)
}

function groupBy(rows: readonly BoardRow[], keyOf: (row: BoardRow) => string, titleOf: (row: BoardRow) => string): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key) ?? { key, title: titleOf(row), rows: [], counts: {} }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()].map((group) => ({ ...group, counts: countsOf(group.rows) }))
}

export const byChapter = (chapters: readonly { title: string; measures: BoardRow[] }[]): Group[] =>
  chapters.map((chapter, index) => ({
    key: `${index}`,
    title: chapter.title,
    rows: chapter.measures,
    counts: countsOf(chapter.measures),
  }))

/** Measures under the month in which they are due, the earliest first. */
export function byMonth(rows: readonly BoardRow[]): Group[] {
  const month = (row: BoardRow): string => deadlineOf(row).slice(0, 7)
  return groupBy(rows, month, month).sort((one, other) => one.key.localeCompare(other.key))
}

export function ownerOf(row: BoardRow): string {
  return [row.owner_position || row.owner_organisation_name, row.owner_name].filter(Boolean).join(' · ')
}

export function byOwner(rows: readonly BoardRow[]): Group[] {
  return groupBy(rows, ownerOf, ownerOf).sort((one, other) => (other.counts.overdue ?? 0) - (one.counts.overdue ?? 0))
}

/** Groups with the rows that a status leaves, none of them empty. */
export function narrowed(groups: readonly Group[], status: MeasureStatus | null): Group[] {
  if (status === null) return [...groups]
  return groups
    .map((group) => ({ ...group, rows: byStatus(group.rows, status) }))
    .filter((group) => group.rows.length > 0)
}

/** A fresh row takes the place of the old one; who is not on the board stays off it. */
export function withRow<Shape extends { chapters: { title: string; measures: BoardRow[] }[]; counts: Counts }>(
  board: Shape,
  fresh: BoardRow,
): Shape {
  const chapters = board.chapters.map((chapter) => ({
    ...chapter,
    measures: chapter.measures.map((row) => (row.id === fresh.id ? fresh : row)),
  }))
  return { ...board, chapters, counts: countsOf(chapters.flatMap((chapter) => chapter.measures)) }
}
