import { onBeforeUnmount, reactive, ref } from 'vue'
import { entriesApi } from '@/api/entries'
import type { Entry, FieldValue } from '@/api/types'

const kShownFor = 60_000

// Looking at covered values: a reason once per entry, then each field shows for a minute. Every look is a line in the history.
export function useReveal(entry: () => Entry, looked: () => void) {
  const reason = ref('')
  const asking = ref<string | null>(null) // the field for which a reason is being asked
  const values = reactive<Record<string, FieldValue>>({})
  const names = reactive<Record<string, string>>({})
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  function cover(key: string) {
    delete values[key]
    delete names[key]
    clearTimeout(timers.get(key))
  }
  async function fetchField(key: string) {
    const { id, ledger } = entry()
    const answer = await entriesApi.reveal(ledger, id, [key], reason.value)
    values[key] = answer.values[key] ?? null
    if (answer.display[key]) names[key] = answer.display[key]
    clearTimeout(timers.get(key))
    timers.set(key, setTimeout(() => cover(key), kShownFor))
    looked()
  }
  function show(key: string) {
    if (reason.value) return fetchField(key)
    asking.value = key
  }
  async function answer(given: string) {
    const key = asking.value
    reason.value = given
    asking.value = null
    if (key) await fetchField(key)
  }
  const coverAll = () => Object.keys(values).forEach(cover)
  onBeforeUnmount(coverAll)
  return { values, names, asking, show, answer, coverAll }
}
