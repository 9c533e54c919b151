import { ref, watch, type Ref } from 'vue'
import { entriesApi } from '@/api/entries'
import type { Ledger } from '@/api/types'
import { useLive } from '@/composables/useLive'
import { sinceDay } from '@/features/ledger/filter'
import { useSession } from '@/stores/session'

// How many entries of this year some ledgers hold. A count that does not come is simply not shown.
export function useLedgerCounts(ledgers: Ref<Ledger[]>) {
  const session = useSession()
  const counts = ref<Record<string, number>>({})

  async function count(ledger: Ledger) {
    const date = ledger.fields.find((field) => field.key === ledger.date_field)
    const filter = date?.filterable ? sinceDay(date.key, `${session.today.slice(0, 4)}-01-01`) : ''
    const page = await entriesApi.list(ledger.id, { filter, limit: 1, count: true }).catch(() => null)
    if (page?.count !== undefined) counts.value = { ...counts.value, [ledger.id]: page.count }
  }
  const countAll = () => ledgers.value.forEach((ledger) => void count(ledger))

  watch(() => ledgers.value.map((ledger) => ledger.id).join(), countAll, { immediate: true })
  useLive((change) => ledgers.value.some((ledger) => ledger.id === change.ledger), countAll)
  return counts
}
