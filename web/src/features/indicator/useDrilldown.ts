import { computed, ref } from 'vue'
import { figuresApi } from '@/api/figures'
import type { Entry } from '@/api/types'
import type { Drill } from '@/composables/useDrill'
import { useLoad } from '@/composables/useLoad'

const kPageSize = 10
export type Cut = 'entries' | 'organisation' | 'month'

// A figure, the entries behind it page by page, and its parts by organisation and month, each fetched when first looked at.
export function useDrilldown(drill: Drill) {
  const period = { organisation: drill.organisation, from: drill.from, to: drill.to }
  const within = { ...period, dimension: drill.dimension }
  const cut = ref<Cut>('entries')
  const more = ref<Entry[]>([])
  const next = ref<string | null>(null)

  const figure = useLoad(() => figuresApi.indicator(drill.indicator, period))
  const first = useLoad(async () => {
    const page = await figuresApi.entries(drill.indicator, { ...within, limit: kPageSize })
    next.value = page.next
    return page
  })
  const parts = useLoad(() => figuresApi.indicator(drill.indicator, { ...period, by: cut.value }))
  const entries = computed(() => [...(first.value.value?.entries ?? []), ...more.value])

  async function showMore() {
    const page = await figuresApi.entries(drill.indicator, { ...within, limit: 50, after: next.value })
    more.value = [...more.value, ...page.entries]
    next.value = page.next
  }
  function choose(wanted: Cut) {
    cut.value = wanted
    if (wanted !== 'entries') {
      parts.value.value = null
      void parts.load()
    }
  }
  return { cut, choose, figure, first, parts, entries, next, showMore }
}
