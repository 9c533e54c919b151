import { useDebounceFn } from '@vueuse/core'
import { watch } from 'vue'
import type { StreamChange } from '@/api/types'
import { useStream } from '@/stores/stream'

// Runs `refresh` soon after something relevant has changed elsewhere; a burst of changes refreshes once.
export function useLive(isRelevant: (change: StreamChange) => boolean, refresh: () => void) {
  const stream = useStream()
  const soon = useDebounceFn(refresh, 600, { maxWait: 3000 })
  watch(
    () => stream.last,
    (change) => {
      if (change && isRelevant(change)) void soon()
    },
  )
}
