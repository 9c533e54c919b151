import { useI18n } from 'vue-i18n'
import type { Moved } from '@/api/types'
import { plainNumber } from '@/composables/numbers'
import { useTitle } from '@/composables/useTitle'

// "已记下，普法“六进”18→19。"
export function useMovedText() {
  const { t } = useI18n()
  const say = useTitle()
  return (moved: Moved[] = []): string => {
    const parts = moved.map((one) => t('form.moved', { title: say(one.title), before: plainNumber(one.before), after: plainNumber(one.after) }))
    return parts.length ? t('form.savedMoved', { moved: parts.join(t('list.or')) }) : t('form.saved')
  }
}
