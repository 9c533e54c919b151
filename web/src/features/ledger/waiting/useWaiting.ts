import { useEventListener, useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { ApiError } from '@/api/client'
import { entriesApi } from '@/api/entries'
import type { SaveAnswer } from '@/api/types'
import { device } from '@/stores/device'
import { useReach } from '@/stores/reach'
import { useSession } from '@/stores/session'
import { afterRefusal, isUncertain, uncertain, type Waiting } from './waiting'

const kTryAgainAfter = 30_000

function send(row: Waiting): Promise<SaveAnswer> {
  return row.change
    ? entriesApi.revise(row.ledger, row.change.entry, row.change.revision, row.values, row.key)
    : entriesApi.create(row.ledger, row.values, row.key)
}

// One page at a time sends where the browser can tell; the keys hold otherwise.
async function alone(work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks
  if (!locks) return work()
  await locks.request('niangjia.upload', { ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}

// What this account has written without network, oldest first. It goes up by itself when the network is back; what the
// server refuses stays here with its reason until the person has mended or dropped it.
export const useWaiting = defineStore('waiting', () => {
  const session = useSession()
  const reach = useReach()
  const rows = ref<Waiting[]>([])
  const uploading = ref(false)
  const lastUp = ref(0) // how many went up in the last run
  const account = computed(() => session.session?.account.id ?? '')
  const waiting = computed(() => rows.value.filter((row) => !row.fault))
  const returned = computed(() => rows.value.filter((row) => row.fault))

  async function load() {
    const all = await device.all<Waiting>('waiting').catch(() => [])
    rows.value = all.filter((row) => row.account === account.value).sort((a, b) => a.at.localeCompare(b.at))
  }
  async function put(row: Waiting) {
    await device.put('waiting', JSON.parse(JSON.stringify(row)) as Waiting)
    await load()
  }
  // Fails when the device keeps nothing: then nothing has been promised.
  async function add(given: Pick<Waiting, 'ledger' | 'values' | 'change' | 'key' | 'sentAt'>): Promise<void> {
    await put({ ...given, id: given.key, account: account.value, at: new Date().toISOString(), fault: null })
    void navigator.storage?.persist?.().catch(() => false)
  }
  async function drop(id: string) {
    await device.drop('waiting', id)
    await load()
  }
  const find = (id: string) => rows.value.find((row) => row.id === id) ?? null

  // Whether the next one may be tried.
  async function sendOne(row: Waiting): Promise<boolean> {
    if (isUncertain(row, new Date())) {
      await put(uncertain(row))
      return true
    }
    const sent = { ...row, sentAt: row.sentAt ?? new Date().toISOString() }
    await put(sent)
    try {
      await send(sent)
      await drop(row.id)
      lastUp.value += 1
      return true
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason
      const after = afterRefusal(sent, reason)
      await put(after)
      return after.fault !== null
    }
  }
  async function upload() {
    if (uploading.value || !account.value || !reach.reachable) return
    uploading.value = true
    try {
      await alone(async () => {
        await load()
        lastUp.value = 0
        for (const row of waiting.value) if (!(await sendOne(row))) break
      })
    } finally {
      uploading.value = false
    }
  }
  const retry = async (row: Waiting) => {
    await put({ ...row, fault: null, sentAt: null })
    await upload()
  }

  watch(account, () => void load().then(upload), { immediate: true })
  watch(() => reach.reachable, (now) => now && void upload())
  useIntervalFn(() => waiting.value.length && void upload(), kTryAgainAfter)
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'visible' && void load().then(upload))

  return { rows, waiting, returned, uploading, lastUp, load, add, drop, find, retry, upload }
})
