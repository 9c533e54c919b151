import { useDocumentVisibility, useIntervalFn } from '@vueuse/core'
import { onBeforeUnmount, ref, watch } from 'vue'
import type { Ledger, Values } from '@/api/types'
import { useSession } from '@/stores/session'
import { dropDraft, isConfidential, loadDraft, saveDraft, type Draft } from './drafts'

const kEvery = 2000

// Keeps what is written: every two seconds when something has changed, when the page is hidden, and when it is left.
export function useDraft(ledger: Ledger, values: () => Values, changed: () => boolean) {
  const session = useSession()
  const account = session.session?.account.id ?? ''
  const found = ref<Draft | null>(loadDraft(account, ledger))
  const savedAt = ref('')
  let last = ''
  let done = false

  function keep() {
    const text = JSON.stringify(values())
    if (done || found.value || !changed() || text === last) return
    saveDraft(account, ledger, values(), new Date())
    last = text
    savedAt.value = new Date().toTimeString().slice(0, 5)
  }
  // Saved to the server, or thrown away: nothing is kept any more.
  function finish() {
    done = true
    found.value = null
    dropDraft(account, ledger)
  }
  function discard() {
    found.value = null
    dropDraft(account, ledger)
  }
  const take = () => {
    const values = found.value?.values ?? {}
    found.value = null
    return values
  }

  useIntervalFn(keep, kEvery)
  watch(useDocumentVisibility(), keep)
  onBeforeUnmount(keep)
  return { found, savedAt, keep, take, discard, finish, inMemory: isConfidential(ledger) }
}
