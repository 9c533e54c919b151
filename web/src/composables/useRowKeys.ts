import { useEventListener } from '@vueuse/core'
import type { Ref } from 'vue'
import { usePreferences } from '@/stores/preferences'
import { isTyping } from './useShortcuts'

const kSteps: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }

// J and K walk the rows of a list, the arrows too once one of them has the focus; Enter opens it, as it does for every link.
export function useRowKeys(list: Ref<HTMLElement | null>, doors = 'tbody a, li > a') {
  const preferences = usePreferences()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    const letter = event.key.length === 1
    const by = kSteps[letter ? event.key.toLowerCase() : event.key]
    if (!by || (letter && !preferences.shortcuts) || isTyping(event)) return
    const rows = [...(list.value?.querySelectorAll<HTMLElement>(doors) ?? [])]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    if (!letter && at < 0) return
    event.preventDefault()
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus()
  })
}
