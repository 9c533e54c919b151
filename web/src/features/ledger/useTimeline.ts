import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Entry, HistoryLine, Ledger, Task } from '@/api/types'
import type { TimelineItem } from '@/components/Timeline.vue'
import { useDates } from '@/composables/useDates'
import { useFieldText } from '@/composables/useFieldText'
import { useTitle } from '@/composables/useTitle'

// The line of time of an entry: its open tasks on top, then its history.
export function useTimeline(ledger: Ledger, entry: Ref<Entry | null>, history: Ref<HistoryLine[]>, tasks: Ref<Task[]>) {
  const { t } = useI18n()
  const say = useTitle()
  const { momentText, nearDay } = useDates()
  const { valueText } = useFieldText()
  const fieldOf = (key: string) => ledger.fields.find((field) => field.key === key)
  const names = (line: HistoryLine) => line.changes.map((change) => say(fieldOf(change.field)?.title) || change.field).join(t('list.or'))

  function titleOf(line: HistoryLine): string {
    if (line.kind === 'created') return t('timeline.created', { title: say(ledger.entry_title) })
    if (line.kind === 'revised') return t('timeline.revised', { fields: names(line) })
    if (line.kind === 'revealed') return t('timeline.revealed', { fields: names(line) || t('timeline.covered') })
    return t(`timeline.${line.kind}`)
  }
  function details(line: HistoryLine): string[] {
    if (line.kind !== 'revised') return []
    return line.changes.map((change) => {
      const field = fieldOf(change.field)
      const word = (value: typeof change.before) => (field ? valueText(field, value) : String(value ?? '')) || t('common.empty')
      return t('timeline.change', { field: say(field?.title) || change.field, before: word(change.before), after: word(change.after) })
    })
  }
  return computed<TimelineItem[]>(() => {
    const ahead = tasks.value
      .filter((task) => task.entry === entry.value?.id)
      .map<TimelineItem>((task) => ({ key: `task-${task.id}`, when: nearDay(task.due_on), datetime: task.due_on, title: say(task.title), status: task.level, kind: 'step' }))
    const behind = history.value.map<TimelineItem>((line, index) => ({
      key: `line-${index}`, when: momentText(line.at), datetime: line.at, title: titleOf(line), details: details(line),
      text: [line.account?.name, line.reason ? t('timeline.reason', { reason: line.reason }) : ''].filter(Boolean).join('，'),
      kind: line.kind === 'revealed' || line.kind === 'exported' ? 'look' : 'step',
    }))
    return [...ahead.reverse(), ...behind]
  })
}
