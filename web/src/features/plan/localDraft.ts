import type { Draft, DraftMeasure, DraftNotice } from './draft'
import type { ShareRow } from './shares'
import type { Id } from './types'

/** What this device remembers of a plan that is being read; the server has the measures, but not the desk. */
export interface LocalDraft {
  at: string
  planId: Id | null
  revision: number
  draft: Omit<Draft, 'measures' | 'notices'>
  measures: readonly DraftMeasure[]
  notices: readonly DraftNotice[]
  shares: Record<string, ShareRow[]>
}

const keyOf = (account: Id): string => `niangjia.plan-draft.${account}`

/** A full or forbidden store only costs the local copy; the server's draft is still written. */
export function keepLocal(account: Id, draft: LocalDraft): void {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(draft))
  } catch {
    localStorage.removeItem(keyOf(account))
  }
}

export function findLocal(account: Id): LocalDraft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(account)) ?? 'null')
    return isDraft(found) ? found : null
  } catch {
    return null
  }
}

export const forgetLocal = (account: Id): void => localStorage.removeItem(keyOf(account))

function isDraft(found: unknown): found is LocalDraft {
  if (typeof found !== 'object' || found === null) return false
  const draft = found as Partial<LocalDraft>
  return Array.isArray(draft.measures) && typeof draft.draft?.text === 'string'
}
