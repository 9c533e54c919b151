import { useI18n } from 'vue-i18n'
import type { Moved } from '@/api/types'
import { plainNumber } from '@/composables/numbers'
import { useTitle } from '@/composables/useTitle'

const kTold = 3

// "已记下，普法“六进”18→19。"
export function useMovedText() {
  const { t } = useI18n()
  const say = useTitle()
  return (moved: Moved[] = []): string => {
    const parts = moved.slice(0, kTold).map((one) => t('form.moved', { title: say(one.title), before: plainNumber(one.before), after: plainNumber(one.after) }))
    if (!parts.length) return t('form.saved')
    return t(moved.length > kTold ? 'form.savedMovedMore' : 'form.savedMoved', { moved: parts.join(t('list.or')), n: moved.length })
  }
}
