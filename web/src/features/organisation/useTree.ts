import { reactive } from 'vue'
import { ApiError } from '@/api/client'
import { organisationsApi } from '@/api/organisations'
import type { Organisation } from '@/api/types'

// What of the tree has been opened, and what stands below it. Children are fetched when they are first looked at.
export function useTree() {
  const children = reactive<Record<string, Organisation[]>>({})
  const faults = reactive<Record<string, string>>({})
  const opened = reactive(new Set<string>())

  async function fetchBelow(id: string) {
    delete faults[id]
    try {
      children[id] = (await organisationsApi.list({ parent: id })).organisations
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason
      faults[id] = reason.message || reason.code
    }
  }
  async function toggle(id: string, wanted = !opened.has(id)) {
    if (!wanted) return void opened.delete(id)
    opened.add(id)
    if (!children[id]) await fetchBelow(id)
  }
  // Something below these has changed; what nobody has opened is fetched later anyway.
  async function refresh(ids: (string | null | undefined)[]) {
    await Promise.all([...new Set(ids)].filter((id): id is string => Boolean(id && children[id])).map(fetchBelow))
  }
  return { children, faults, opened, toggle, fetchBelow, refresh }
}
export type Tree = ReturnType<typeof useTree>
