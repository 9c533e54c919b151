import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useCatalogue } from './catalogue'
import { useSession } from './session'

// 常用台账: kept on this device per account. Until the person pins something, the quick ledgers stand there.
export const usePins = defineStore('pins', () => {
  const byAccount = useStorage<Record<string, string[]>>('niangjia.pins', {})
  const session = useSession()
  const catalogue = useCatalogue()

  const account = computed(() => session.session?.account.id ?? '')
  const ids = computed(() => byAccount.value[account.value] ?? catalogue.writable.filter((one) => one.quick).map((one) => one.id))
  const ledgers = computed(() => ids.value.map((id) => catalogue.ledger(id)).filter((one) => one !== null))

  const isPinned = (id: string) => ids.value.includes(id)
  function toggle(id: string) {
    const next = isPinned(id) ? ids.value.filter((one) => one !== id) : [...ids.value, id]
    byAccount.value = { ...byAccount.value, [account.value]: next }
  }
  return { ledgers, isPinned, toggle }
})
