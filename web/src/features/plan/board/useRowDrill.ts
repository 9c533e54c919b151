import { useDrill } from '@/composables/useDrill'
import { deadlineOf, goalOf } from '../board'
import type { BoardRow } from '../types'
import { usePlanWords } from '../usePlanWords'

/** The entries behind a measure's figure: its indicator in its organisation over the days that it counts. */
export function useRowDrill() {
  const { openDrill } = useDrill()
  const words = usePlanWords()
  return (row: BoardRow) => {
    if (row.indicator === null) return
    openDrill({
      indicator: row.indicator,
      title: row.short,
      organisation: row.organisation ?? row.owner_organisation,
      from: row.counted_from ?? row.window_from,
      to: row.counted_to ?? deadlineOf(row),
      target: goalOf(row),
      expected: row.expected,
      status: row.status,
      statusMore: words.note(row),
    })
  }
}
