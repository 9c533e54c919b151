import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { entriesApi } from '@/api/entries'
import type { StreamChange } from '@/api/types'

// One stream per page for everything that changes elsewhere. The browser reconnects by itself.
export const useStream = defineStore('stream', () => {
  const last = shallowRef<StreamChange | null>(null)
  let source: EventSource | null = null

  function open() {
    if (source || typeof EventSource === 'undefined') return
    source = new EventSource(entriesApi.streamAddress())
    source.addEventListener('change', (event) => {
      last.value = JSON.parse((event as MessageEvent<string>).data) as StreamChange
    })
  }
  function close() {
    source?.close()
    source = null
  }
  return { last, open, close }
})
