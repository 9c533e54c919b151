// An entry, or a change of one, that was written without network and waits on this device to go up.
import type { ApiError } from '@/api/client'
import type { Ledger, Values } from '@/api/types'
import { isConfidential } from '../drafts'

export interface Fault {
  code: string
  message: string
  fields: Record<string, string>
}
export interface Waiting {
  id: string
  account: string
  ledger: string
  change: { entry: string; revision: number } | null // null: a new entry
  values: Values
  key: string // Idempotency-Key: however often it is sent, it is written once
  at: string // moment of this device at which it was written down
  sentAt: string | null // the first sending whose answer did not come back
  fault: Fault | null // why it came back to the person; null while it waits
}

// The server remembers a key for a day. What was sent before that and never answered may be there already.
const kRememberedHours = 23
export const kUncertain = 'uncertain'
const kUnanswered: Fault = { code: kUncertain, message: '', fields: {} }

export function isUncertain(row: Waiting, now: Date): boolean {
  return row.sentAt !== null && now.getTime() - Date.parse(row.sentAt) > kRememberedHours * 3_600_000
}
export const uncertain = (row: Waiting): Waiting => ({ ...row, fault: kUnanswered })

// Whether the same thing may simply be sent again later: no network, too many calls, a server at fault.
export const isForLater = (error: ApiError) => error.status === 0 || error.status === 401 || error.status === 429 || error.status >= 500

// The row as the error leaves it: waiting on, or come back to the person.
export function afterRefusal(row: Waiting, error: ApiError): Waiting {
  if (isForLater(error)) return error.status === 429 ? { ...row, sentAt: null } : row
  return { ...row, sentAt: null, fault: { code: error.code, message: error.message, fields: error.fields } }
}

// Why a ledger cannot be written without network; '' when it can. Confidential words stay off the device, and a new person
// is searched for first.
export function refusalOf(ledger: Ledger): '' | 'confidential' | 'people' {
  if (isConfidential(ledger)) return 'confidential'
  return ledger.people ? 'people' : ''
}

// A moment of this device in the form of the server's, in the time of Shanghai.
export const momentHere = (at: string) => `${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`
