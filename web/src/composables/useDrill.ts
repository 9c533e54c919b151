import { ref, shallowRef } from 'vue'
import type { Status } from '@/api/types'

// What the drill-down drawer is asked to show: an indicator within an organisation and a period. The measure that the
// figure stands in may add its target and status.
export interface Drill {
  indicator: string
  title?: string
  organisation?: string
  from?: string
  to?: string
  dimension?: string
  target?: string | number | null
  expected?: string | number | null
  status?: Status
  statusMore?: string
}

const asked = shallowRef<Drill | null>(null)
const open = ref(false)

// One drawer for the whole page (AppShell holds it); any figure opens it.
export function useDrill() {
  return {
    asked,
    open,
    openDrill(drill: Drill) {
      asked.value = drill
      open.value = true
    },
  }
}
