import { useEventListener, useIntervalFn, useOnline } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

const kAskAgainAfter = 15_000

// Whether the server can be reached. A device may believe in a network that leads nowhere, so the calls say as well.
export const useReach = defineStore('reach', () => {
  const online = useOnline()
  const answered = ref(true) // the last call got an answer, whatever it said
  const reachable = computed(() => online.value && answered.value)

  const hear = (answer: boolean) => (answered.value = answer)
  const ask = () => fetch('/healthz', { cache: 'no-store' }).then(() => hear(true), () => hear(false))

  useIntervalFn(() => {
    if (online.value && !answered.value) void ask()
  }, kAskAgainAfter)
  useEventListener(window, 'online', () => void ask())
  return { reachable, hear }
})
