import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { usePreferences } from '@/stores/preferences'

export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null
  const field = target?.closest('input, textarea, select, [contenteditable="true"], [role="combobox"]')
  return event.isComposing || event.ctrlKey || event.metaKey || event.altKey || Boolean(field)
}

// Dialogs and drawers stay in the page when they are closed, but take no room.
function isBehindDialog(): boolean {
  return [...document.querySelectorAll('.el-overlay')].some((overlay) => overlay.getClientRects().length > 0)
}

const kPlacesByLetter: Record<string, string> = { t: '/', p: '/plans', l: '/ledgers', o: '/organisations' }

// Single letters; off in fields, while an input method composes, behind a dialog, and when switched off in the settings.
export function useShortcuts(actions: { find: () => void; write: () => void; help: () => void }) {
  const router = useRouter()
  const preferences = usePreferences()
  let wentAt = 0

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!preferences.shortcuts || isTyping(event) || isBehindDialog()) return
    const letter = event.key.toLowerCase()
    const afterG = Date.now() - wentAt < 1200
    wentAt = 0
    const place = kPlacesByLetter[letter]
    if (afterG && place) void router.push(place)
    else if (letter === 'g') wentAt = Date.now()
    else if (letter === '/') actions.find()
    else if (letter === 'n') actions.write()
    else if (letter === '?') actions.help()
    else return
    event.preventDefault()
  })
}
