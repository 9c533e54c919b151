import { address, api, type Query } from './client'
import type { EntryPage, HistoryLine, ImportAnswer, Entry, PersonHit, SaveAnswer, Values } from './types'

export interface ListQuery {
  filter?: string
  sort?: string
  limit?: number
  after?: string | null
  q?: string
  organisation?: string
  own?: boolean
  count?: boolean
}
// A phone at the edge of the net: who waits longer than this writes on and sends later.
const kPatience = 20_000
const base = (ledger: string) => `/ledgers/${encodeURIComponent(ledger)}`

export const entriesApi = {
  list: (ledger: string, query: ListQuery, signal?: AbortSignal) =>
    api.get<EntryPage>(`${base(ledger)}/entries`, query as Query, signal),
  get: (ledger: string, id: string) => api.get<{ entry: Entry }>(`${base(ledger)}/entries/${id}`),
  create: (ledger: string, values: Values, key: string, extra: Record<string, unknown> = {}) =>
    api.call<SaveAnswer>('POST', `${base(ledger)}/entries`, { query: { moved: 'true' }, body: { ...extra, values }, key, patience: kPatience }),
  revise: (ledger: string, id: string, revision: number, values: Values, key: string) =>
    api.call<SaveAnswer>('PATCH', `${base(ledger)}/entries/${id}`, { query: { moved: 'true' }, body: { revision, values }, key, patience: kPatience }),
  retire: (ledger: string, id: string, revision: number, reason: string) =>
    api.call<{ entry: Entry }>('DELETE', `${base(ledger)}/entries/${id}`, { body: { revision, reason } }),
  history: (ledger: string, id: string) => api.get<{ history: HistoryLine[] }>(`${base(ledger)}/entries/${id}/history`),
  reveal: (ledger: string, id: string, fields: string[], reason: string) =>
    api.call<{ values: Values; display: Record<string, string> }>('POST', `${base(ledger)}/entries/${id}/reveal`, {
      body: { fields, reason },
    }),
  exportFile: (ledger: string, query: Query, name: string) =>
    api.download('GET', `${base(ledger)}/export`, { query }, name),
  templateFile: (ledger: string, name: string) => api.download('GET', `${base(ledger)}/template`, {}, name),
  importFile: (ledger: string, file: File, dryRun: boolean) =>
    api.call<ImportAnswer>('POST', `${base(ledger)}/import`, { query: { dry_run: dryRun, file_name: file.name }, file }),
  errorFile: (ledger: string, file: File) =>
    api.download('POST', `${base(ledger)}/import:errors`, { query: { file_name: file.name }, file }, file.name),
  undo: (batch: string) => api.call<{ retired: number }>('POST', `/batches/${batch}/undo`),
  people: (q: string, signal?: AbortSignal) => api.get<{ people: PersonHit[]; search: string }>('/people', { q }, signal),
  streamAddress: () => address('/stream'),
}
