import { ref } from 'vue'
import { entriesApi } from '@/api/entries'
import type { Ledger, PersonHit, Values } from '@/api/types'

// Search before create, for the form of the people ledger itself: before the first saving the name is looked for, and who
// is found stands before the person until she says that it is somebody else.
export function usePersonSearch(ledger: Ledger) {
  const hits = ref<PersonHit[]>([])
  let token = ''
  let cleared = ''

  // What goes beside the values; null while somebody found waits for an answer.
  async function proof(values: Values): Promise<Record<string, string> | null> {
    if (!ledger.people) return {}
    const name = String(values[ledger.name_field ?? 'name'] ?? '')
    if (name !== cleared) {
      const answer = await entriesApi.people(name)
      token = answer.search
      hits.value = answer.people
      if (hits.value.length) return null
      cleared = name
    }
    return { search: token }
  }
  function somebodyElse(values: Values) {
    cleared = String(values[ledger.name_field ?? 'name'] ?? '')
    hits.value = []
  }
  return { hits, proof, somebodyElse }
}
