import { ref, watch } from 'vue'
import { useDebounceFn } from '@vueuse/core'
import { accountsApi } from '@/api/accounts'
import type { Account } from '@/api/types'
import { useLoad } from '@/composables/useLoad'

// The accounts that she may see, in the order of logins; pages are added below each other.
export function useAccounts() {
  const words = ref('')
  const state = ref<'' | Account['state']>('')
  const rows = ref<Account[]>([])
  const next = ref<string | null>(null)

  const page = (after: string | null) => accountsApi.list({ q: words.value.trim(), state: state.value, after })
  const first = useLoad(async () => {
    const answer = await page(null)
    rows.value = answer.accounts
    next.value = answer.next
    return answer
  })
  const more = useLoad(async () => {
    const answer = await page(next.value)
    rows.value = [...rows.value, ...answer.accounts]
    next.value = answer.next
    return answer
  })
  const look = useDebounceFn(() => void first.load(true), 300)
  watch(words, look)
  watch(state, () => void first.load(true))

  function replace(account: Account) {
    rows.value = rows.value.map((one) => (one.id === account.id ? account : one))
  }
  return { words, state, rows, next, first, more, replace }
}
