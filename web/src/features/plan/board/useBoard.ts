import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDates } from '@/composables/useDates'
import { useLive } from '@/composables/useLive'
import { useLoad } from '@/composables/useLoad'
import { byChapter, byMonth, byOwner, narrowed, withRow } from '../board'
import type { Group } from '../board'
import { plansApi } from '../plansApi'
import type { BoardRow, Id, MeasureStatus } from '../types'

export type BoardTab = 'progress' | 'month' | 'owner' | 'township'

/** One plan with its views; an entry written anywhere brings fresh figures without moving the page. */
export function useBoard(id: Id) {
  const { t } = useI18n()
  const { today } = useDates()
  const board = useLoad(() => plansApi.get(id))
  const tab = ref<BoardTab>('progress')
  const status = ref<MeasureStatus | null>(null)
  const folded = ref(new Set<string>())

  const chapters = computed(() => board.value.value?.chapters ?? [])
  const rows = computed(() => chapters.value.flatMap((chapter) => chapter.measures))

  function titleOf(group: Group): string {
    if (tab.value !== 'month') return group.title || t('plan.board.noChapter')
    return t('plan.board.month', { year: group.key.slice(0, 4), month: Number(group.key.slice(5)) })
  }
  const groups = computed(() => {
    const all = tab.value === 'month' ? byMonth(rows.value) : tab.value === 'owner' ? byOwner(rows.value) : byChapter(chapters.value)
    return narrowed(all, status.value).map((group) => ({ ...group, key: `${tab.value}:${group.key}`, title: titleOf(group) }))
  })

  function fold(key: string) {
    const next = new Set(folded.value)
    if (!next.delete(key)) next.add(key)
    folded.value = next
  }

  function replace(row: BoardRow) {
    if (board.value.value) board.value.value = withRow(board.value.value, row)
  }

  useLive(() => board.value.value !== null, () => void board.load(true))

  return { ...board, today, tab, status, folded, rows, groups, fold, replace }
}
