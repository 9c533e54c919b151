// What the kinds of records ask for beside lists and forms (docs/api.md).
import { api } from './client'
import type { Entry } from './types'

export interface MatrixAnswer {
  title: string
  rows: { key: string; title: string }[]
  columns: { key: string; title: string }[]
  cells: number[][]
  entries: number
}
export interface BalanceAnswer {
  title: string
  unit: string
  lines: { item: string; name: string; amount: string | number }[]
}
export interface DutyAnswer {
  title: string
  verb: string
  owed: number
  kept: number
  missed: number
  done_ledger: string
  done_link: string
  organisations: { organisation: string; name: string; owed: number; kept: number; missed: number }[]
  behind: { entry: string; subject: string; last_on: string | null }[]
}
const base = (ledger: string) => `/ledgers/${encodeURIComponent(ledger)}`

export const recordsApi = {
  matrix: (ledger: string, key: string) => api.get<MatrixAnswer>(`${base(ledger)}/matrices/${key}`),
  balances: (ledger: string) => api.get<BalanceAnswer>(`${base(ledger)}/balances`),
  duty: (ledger: string, key: string) => api.get<DutyAnswer>(`${base(ledger)}/duties/${key}`),
  reverse: (ledger: string, id: string, reason: string) =>
    api.call<{ entry: Entry }>('POST', `${base(ledger)}/entries/${id}/reverse`, { body: { reason } }),
}
