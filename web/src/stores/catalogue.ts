import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { sessionApi } from '@/api/session'
import type { Action, Catalogue, Ledger } from '@/api/types'
import { orKept, start } from './start'

// The definitions that the reader has some right on; fetched once after signing in, kept for a start without network.
export const useCatalogue = defineStore('catalogue', () => {
  const catalogue = ref<Catalogue | null>(null)
  let loading: Promise<void> | null = null

  function load(): Promise<void> {
    loading ??= orKept(sessionApi.catalogue(), start.catalogue).then(
      (told) => {
        catalogue.value = told.value
        if (told.fresh) void start.keepCatalogue(told.value)
      },
      (reason: unknown) => {
        loading = null
        throw reason
      },
    )
    return loading
  }

  const ledgers = computed(() => catalogue.value?.ledgers.filter((ledger) => !ledger.system) ?? [])
  const writable = computed(() => ledgers.value.filter((ledger) => may(ledger, 'create') && !ledger.people))
  const ledger = (id: string) => catalogue.value?.ledgers.find((one) => one.id === id) ?? null
  const indicator = (id: string) => catalogue.value?.indicators.find((one) => one.id === id) ?? null
  const capability = (code: string) => catalogue.value?.capabilities.find((one) => one.code === code) ?? null
  const may = (of: Ledger, action: Action) => of.rights.actions.includes(action)

  return { catalogue, ledgers, writable, load, ledger, indicator, capability, may }
})
