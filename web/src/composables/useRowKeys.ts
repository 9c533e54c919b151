import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'
import { usePreferences } from '@/stores/preferences'
import { isTyping } from './useShortcuts'

// J and K walk the rows of a list; Enter opens the one in focus, as it does for every link.
export function useRowKeys(list: Ref<HTMLElement | null>) {
  const preferences = usePreferences()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const by = { j: 1, k: -1 }[event.key.toLowerCase()]
    if (!by || !preferences.shortcuts || isTyping(event)) return
    const rows = [...(list.value?.querySelectorAll<HTMLElement>('tbody a, li > a') ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus()
  })
}
