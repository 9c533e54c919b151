import { ref, shallowRef, watch, type Ref } from 'vue'
import { ApiError } from '@/api/client'
import { useReach } from '@/stores/reach'

// One thing fetched from the server with its three states. `late` turns true after 300 ms: only then a skeleton shows.
// What no network has kept away comes by itself when it is back.
export function useLoad<T>(fetch: () => Promise<T>) {
  const value = shallowRef<T | null>(null) as Ref<T | null>
  const error = shallowRef<ApiError | null>(null)
  const loading = ref(false)
  const late = ref(false)
  let turn = 0

  // `quietly` keeps what is shown while the new answer comes.
  async function load(quietly = false) {
    const mine = ++turn
    loading.value = !quietly
    error.value = null
    const timer = setTimeout(() => (late.value = loading.value && mine === turn), 300)
    try {
      const answer = await fetch()
      if (mine === turn) value.value = answer
    } catch (reason) {
      if (mine === turn && !(reason instanceof DOMException)) {
        error.value = reason instanceof ApiError ? reason : new ApiError(0, 'unexpected', String(reason))
      }
    } finally {
      clearTimeout(timer)
      if (mine === turn) loading.value = late.value = false
    }
  }
  const reach = useReach()
  watch(() => reach.reachable, (now) => now && error.value?.status === 0 && void load())
  return { value, error, loading, late, load }
}
