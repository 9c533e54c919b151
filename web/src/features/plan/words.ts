import type { BoardRow, Day } from './types'
import { deadlineOf, goalOf } from './board'

/** A sentence to be worded by the locale: its key under `plan` and what stands in it. */
export interface Phrase {
  key: string
  values: Record<string, string | number>
  /** Values that are days and want wording of their own. */
  days?: Record<string, Day>
}

type Target = Pick<BoardRow, 'target_min' | 'target_max' | 'unit' | 'comparison'>

export function targetPhrase(target: Target): Phrase {
  const { target_min: min, target_max: max, unit, comparison } = target
  if (comparison === 'range' && min !== null && max !== null) return { key: 'target.range', values: { min, max, unit } }
  if (comparison === 'at_most' && max !== null) return { key: 'target.atMost', values: { max, unit } }
  if (min === null) return { key: 'target.none', values: {} }
  return { key: unit === '%' ? 'target.share' : 'target.atLeast', values: { min, unit } }
}

export function windowPhrase(from: Day, to: Day): Phrase {
  const year = from.slice(0, 4)
  if (from === `${year}-01-01` && to === `${year}-12-31`) return { key: 'window.year', values: {} }
  if (from === to) return { key: 'window.day', values: {}, days: { day: from } }
  return { key: 'window.range', values: {}, days: { from, to } }
}

/** How much is missing, for plain counts only; a share of a hundred says it in its figure. */
function missing(row: BoardRow): Phrase[] {
  const goal = goalOf(row)
  const left = goal === null || row.value === null ? 0 : goal - row.value
  if (row.comparison === 'at_most' || row.unit === '%' || left <= 0) return []
  return [{ key: 'note.missing', values: { left, unit: row.unit } }]
}

/** What stands behind the status: how late, how long, until when. */
export function notePhrases(row: BoardRow): Phrase[] {
  const days = row.days ?? 0
  switch (row.status) {
    case 'done':
      return row.done_on ? [{ key: 'note.doneOn', values: {}, days: { day: row.done_on } }] : []
    case 'overdue':
      return [{ key: 'note.over', values: { days: Math.max(1, -days) } }, ...missing(row)]
    case 'due_soon':
      return [{ key: days > 0 ? 'note.left' : 'note.today', values: { days } }, ...missing(row)]
    case 'not_yet':
      return [{ key: 'note.from', values: {}, days: { day: row.window_from } }]
    default:
      return [{ key: row.extended_to ? 'note.extended' : 'note.until', values: {}, days: { day: deadlineOf(row) } }]
  }
}
