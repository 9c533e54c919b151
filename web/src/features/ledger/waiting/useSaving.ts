import { useI18n } from 'vue-i18n'
import { ApiError, newKey } from '@/api/client'
import { entriesApi } from '@/api/entries'
import type { Ledger, SaveAnswer, Values } from '@/api/types'
import { useWaiting } from './useWaiting'
import { refusalOf, type Waiting } from './waiting'

// Saves to the server or, without network, into what waits on this device. Answers null when it waits.
export function useSaving(ledger: Ledger) {
  const { t } = useI18n()
  const waiting = useWaiting()

  // The same text is written once, however often the button is pressed; other text needs another key.
  let text = ''
  let key = ''
  function keyOf(values: Values): string {
    const now = JSON.stringify(values)
    if (now !== text) [text, key] = [now, newKey()]
    return key
  }

  // null: no answer came.
  async function answered(send: () => Promise<SaveAnswer>): Promise<SaveAnswer | null> {
    try {
      return await send()
    } catch (reason) {
      if (reason instanceof ApiError && reason.status === 0) return null
      throw reason
    }
  }
  async function sendOrKeep(send: () => Promise<SaveAnswer>, row: Pick<Waiting, 'values' | 'change' | 'key'>): Promise<SaveAnswer | null> {
    const tried = navigator.onLine
    const answer = tried ? await answered(send) : null
    if (answer) return answer
    const refusal = refusalOf(ledger)
    if (refusal) throw new ApiError(0, 'offline', t(`waiting.refused.${refusal}`))
    await waiting.add({ ...row, ledger: ledger.id, sentAt: tried ? new Date().toISOString() : null }).catch(() => {
      throw new ApiError(0, 'not_kept', t('waiting.notKept'))
    })
    return null
  }

  function create(values: Values, proof: Record<string, string>) {
    const key = keyOf(values)
    return sendOrKeep(() => entriesApi.create(ledger.id, values, key, proof), { values, key, change: null })
  }
  function revise(entry: string, revision: number, values: Values) {
    const key = keyOf({ ...values, revision })
    return sendOrKeep(() => entriesApi.revise(ledger.id, entry, revision, values, key), { values, key, change: { entry, revision } })
  }
  return { create, revise }
}
