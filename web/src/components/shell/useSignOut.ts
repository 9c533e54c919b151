import { computed, ref } from 'vue'
import { countDrafts, dropDrafts } from '@/features/ledger/drafts'
import { useWaiting } from '@/features/ledger/waiting/useWaiting'
import { useSession } from '@/stores/session'

// Signing out takes with it what was written on this device and is not on the server yet; that is asked first.
export function useSignOut() {
  const session = useSession()
  const waiting = useWaiting()
  const asking = ref(false)
  const drafts = ref(0)
  const account = computed(() => session.session?.account.id ?? '')

  async function ask() {
    await waiting.load()
    drafts.value = countDrafts(account.value)
    if (waiting.rows.length || drafts.value) asking.value = true
    else await session.signOut()
  }
  async function go() {
    for (const row of waiting.rows) await waiting.drop(row.id)
    dropDrafts(account.value)
    await session.signOut()
  }
  return { asking, drafts, ask, go }
}
