import { computed, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { entriesApi, type ListQuery } from '@/api/entries'
import type { Entry, Ledger, StreamChange } from '@/api/types'
import { useLive } from '@/composables/useLive'
import { useLoad } from '@/composables/useLoad'
import { conditionsFrom, conditionsTo, filterOf, type Conditions } from './filter'

const kPageSize = 50

// The list of a ledger, ruled by the address: view, words, conditions, order. Pages are added below each other.
export function useEntryList(ledger: Ledger) {
  const route = useRoute()
  const router = useRouter()
  const more = ref<Entry[]>([])
  const next = ref<string | null>(null)
  const loadingMore = ref(false)

  const viewKey = computed(() => String(route.query.view ?? ''))
  const view = computed(() => ledger.views.find((one) => one.key === viewKey.value) ?? null)
  const words = computed(() => String(route.query.q ?? ''))
  const own = computed(() => route.query.own === '1')
  const organisation = computed(() => String(route.query.org ?? ''))
  const conditions = computed(() => conditionsFrom(route.query))
  const defaultSort = computed(() => view.value?.sort || (ledger.date_field ? `-${ledger.date_field}` : ''))
  const sort = computed(() => String(route.query.sort ?? defaultSort.value))
  const setCount = computed(() => Object.keys(conditions.value).length + (own.value ? 1 : 0) + (organisation.value ? 1 : 0) + (words.value ? 1 : 0))

  const query = computed<ListQuery>(() => ({
    filter: filterOf(ledger.fields, conditions.value, view.value?.filter ?? ''),
    sort: sort.value,
    q: words.value.trim().length >= 2 ? words.value.trim() : '',
    own: own.value || undefined,
    organisation: organisation.value || undefined,
  }))

  const first = useLoad(async () => {
    const page = await entriesApi.list(ledger.id, { ...query.value, limit: kPageSize })
    more.value = []
    next.value = page.next
    return page
  })
  const entries = computed(() => [...(first.value.value?.entries ?? []), ...more.value])

  async function showMore() {
    loadingMore.value = true
    try {
      const page = await entriesApi.list(ledger.id, { ...query.value, limit: kPageSize, after: next.value })
      more.value = [...more.value, ...page.entries]
      next.value = page.next
    } finally {
      loadingMore.value = false
    }
  }

  function go(change: { view?: string; q?: string; own?: boolean; org?: string; sort?: string; conditions?: Conditions }) {
    const wanted: Record<string, string | undefined> = {
      view: (change.view ?? viewKey.value) || undefined,
      q: (change.q ?? words.value) || undefined,
      org: (change.org ?? organisation.value) || undefined,
      own: (change.own ?? own.value) ? '1' : undefined,
      sort: change.view === undefined ? ((change.sort ?? (route.query.sort as string | undefined)) || undefined) : undefined,
      ...conditionsTo(change.conditions ?? conditions.value),
    }
    void router.replace({ query: wanted })
  }
  const setCondition = (key: string, value: string) => go({ conditions: { ...conditions.value, [key]: value } })
  const clear = () => go({ q: '', own: false, org: '', conditions: {} })
  const toggleSort = (key: string) => go({ sort: sort.value === `-${key}` ? key : `-${key}` })

  watch(query, () => void first.load(entries.value.length > 0), { immediate: true, deep: true })
  // What has changed elsewhere comes in while the first page shows, and holds its tint for two seconds.
  const heard = new Set<string>()
  const marked = ref<string[]>([])
  const isHere = (change: StreamChange) => change.ledger === ledger.id && Boolean(heard.add(change.entry))
  useLive(isHere, async () => {
    if (more.value.length) return
    await first.load(true)
    marked.value = [...heard]
    heard.clear()
    setTimeout(() => (marked.value = []), 2000)
  })

  return {
    entries, marked, next, loadingMore, showMore, query, viewKey, words, own, organisation, conditions, sort, setCount,
    loaded: computed(() => first.value.value !== null), error: first.error, late: first.late, reload: first.load,
    go, setCondition, clear, toggleSort,
  }
}
