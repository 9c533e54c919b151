import { useI18n } from 'vue-i18n'
import type { Task } from '@/api/types'

// How much time a task has: over, the last day, or so many days.
export function useTimeLeft() {
  const { t } = useI18n()
  return (task: Pick<Task, 'days'>): string => {
    if (task.days < 0) return t('today.over', { n: -task.days })
    return task.days === 0 ? t('today.dueToday') : t('entry.daysLeft', { n: task.days })
  }
}
