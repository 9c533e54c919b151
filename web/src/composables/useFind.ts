import { useDebounceFn } from '@vueuse/core'
import { ref } from 'vue'
import { entriesApi } from '@/api/entries'
import { api } from '@/api/client'
import type { Entry, Ledger } from '@/api/types'
import { useCatalogue } from '@/stores/catalogue'
import { useFieldText } from './useFieldText'
import { useTitle } from './useTitle'

export interface Found {
  key: string
  to: string
  title: string
  about: string
  group: string
}
interface PlanLine {
  id: string
  title: string
  year: number
  organisation_name: string
}
const kPerLedger = 5

// Two characters or more are looked for in plans' titles and in every ledger that can be searched, at the same time.
export function useFind() {
  const catalogue = useCatalogue()
  const say = useTitle()
  const { fieldText } = useFieldText()
  const words = ref('')
  const found = ref<Found[]>([])
  const busy = ref(false)
  const asked = ref('')

  function foundOf(ledger: Ledger, entry: Entry): Found {
    const name = ledger.fields.find((field) => field.key === ledger.name_field)
    return {
      key: entry.id, to: `/ledgers/${ledger.id}/${entry.id}`, group: say(ledger.title),
      title: (name && fieldText(name, entry)) || entry.number || entry.id, about: [entry.number, entry.organisation_name].filter(Boolean).join(' · '),
    }
  }
  const inLedger = async (ledger: Ledger, wanted: string) =>
    (await entriesApi.list(ledger.id, { q: wanted, limit: kPerLedger })).entries.map((entry) => foundOf(ledger, entry))
  async function inPlans(wanted: string): Promise<Found[]> {
    const { plans } = await api.get<{ plans: PlanLine[] }>('/plans')
    return plans
      .filter((plan) => plan.title.includes(wanted))
      .slice(0, kPerLedger)
      .map((plan) => ({ key: plan.id, to: `/plans/${plan.id}`, title: plan.title, about: plan.organisation_name, group: '' }))
  }

  const look = useDebounceFn(async () => {
    const wanted = words.value.trim()
    if ([...wanted].length < 2) {
      found.value = []
      asked.value = ''
      return
    }
    busy.value = true
    const searchable = catalogue.ledgers.filter((ledger) => catalogue.may(ledger, 'read') && ledger.fields.some((field) => field.searchable))
    const answers = await Promise.all([inPlans(wanted), ...searchable.map((ledger) => inLedger(ledger, wanted))].map((one) => one.catch(() => [])))
    if (wanted === words.value.trim()) {
      found.value = answers.flat()
      asked.value = wanted
      busy.value = false
    }
  }, 300)
  return { words, found, busy, asked, look }
}
