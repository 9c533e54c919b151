// What is being written, kept on this device until it is saved. Entries of a ledger with confidential values are kept in
// memory only: they are gone when the page is closed.
import type { Ledger, Values } from '@/api/types'

export interface Draft {
  at: string // moment of this device
  values: Values
}
const memory = new Map<string, string>()

export const isConfidential = (ledger: Ledger) => ledger.fields.some((field) => !field.retired && field.sensitivity === 'confidential')
const prefixOf = (account: string) => `niangjia.draft.${account}.`
const nameOf = (account: string, ledger: Ledger) => prefixOf(account) + ledger.id

export function saveDraft(account: string, ledger: Ledger, values: Values, now: Date): void {
  const text = JSON.stringify({ at: now.toISOString(), values } satisfies Draft)
  if (isConfidential(ledger)) memory.set(nameOf(account, ledger), text)
  else localStorage.setItem(nameOf(account, ledger), text)
}

// null when there is none, or when it cannot be read any more.
export function loadDraft(account: string, ledger: Ledger): Draft | null {
  const name = nameOf(account, ledger)
  try {
    return JSON.parse(memory.get(name) ?? localStorage.getItem(name) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

export function dropDraft(account: string, ledger: Ledger): void {
  memory.delete(nameOf(account, ledger))
  localStorage.removeItem(nameOf(account, ledger))
}

const namesOf = (account: string) => [...new Set([...Object.keys(localStorage), ...memory.keys()])].filter((name) => name.startsWith(prefixOf(account)))
export const countDrafts = (account: string) => namesOf(account).length

// Whoever signs out leaves nothing of what she wrote about people on the device.
export function dropDrafts(account: string): void {
  for (const name of namesOf(account)) {
    memory.delete(name)
    localStorage.removeItem(name)
  }
}
