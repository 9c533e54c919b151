import { shallowRef } from 'vue'

export interface Notice {
  text: string
  action?: { text: string; run: () => void }
}
const notice = shallowRef<Notice | null>(null)
let timer: ReturnType<typeof setTimeout> | undefined

// "已记下": bottom left for six seconds. Errors do not go here; they stay where they arose.
export function useNotice() {
  return {
    notice,
    say(given: Notice) {
      clearTimeout(timer)
      notice.value = given
      timer = setTimeout(() => (notice.value = null), 6000)
    },
    dismiss: () => (notice.value = null),
  }
}
