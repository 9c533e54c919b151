import { useI18n } from 'vue-i18n'
import type { Title } from '@/api/types'

// The words of a definition in the language of the page; a text that has only one language is taken as it is.
export function useTitle() {
  const { locale } = useI18n()
  return (title: Title | string | null | undefined): string => {
    if (!title) return ''
    if (typeof title === 'string') return title
    return locale.value === 'en' ? title.en || title.zh : title.zh
  }
}
