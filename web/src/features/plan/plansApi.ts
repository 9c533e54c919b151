import { api, newKey } from '@/api/client'
import type { HistoryLine, Measure } from '@/api/types'
import type { Board, BoardRow, Id, MeasureBody, MeasureDetail, PlanBody, PlanSummary, Reading, ShareBody } from './types'

/** Decimals travel as strings so that none is rounded on the way; targets and results are small enough for numbers. */
export function decimal(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** A measure as it is sent: its indicator by id, or with what the catalogue says of it. */
export type SentMeasure = Omit<Measure, 'indicator'> & { indicator: Id | { id: Id } | null }

export function boardRow(measure: SentMeasure): BoardRow {
  const { indicator } = measure
  return {
    ...measure,
    indicator: typeof indicator === 'object' ? (indicator?.id ?? null) : indicator,
    target_min: decimal(measure.target_min),
    target_max: decimal(measure.target_max),
    value: decimal(measure.value),
    expected: decimal(measure.expected),
    source_from: measure.source_from ?? 0,
    source_to: measure.source_to ?? 0,
  }
}

type SentBoard = Omit<Board, 'chapters'> & { chapters: { title: string; measures: SentMeasure[] }[] }
interface SentDetail {
  measure: SentMeasure
  shares: SentMeasure[]
  months: { month: string; value: string | number }[]
}

function board(sent: SentBoard): Board {
  return {
    ...sent,
    chapters: sent.chapters.map((one) => ({ title: one.title, measures: one.measures.map(boardRow) })),
  }
}

function detail(sent: SentDetail): MeasureDetail {
  return {
    measure: boardRow(sent.measure),
    shares: sent.shares.map(boardRow),
    months: sent.months.map((one) => ({ month: one.month, value: decimal(one.value) ?? 0 })),
  }
}

export type Revision = Partial<MeasureBody & Pick<Measure, 'manual_state' | 'evidence' | 'extended_to' | 'extension_reason'>> & {
  revision: number
  reason?: string
}

export const plansApi = {
  read: (file: Blob, name: string) =>
    api.call<Reading>('POST', '/plans:read', { query: { file_name: name }, file }),
  list: (year?: number) => api.get<{ plans: PlanSummary[] }>('/plans', { year }),
  get: async (id: Id) => board(await api.get<SentBoard>(`/plans/${id}`)),
  create: (body: PlanBody) => api.call<{ plan: PlanSummary }>('POST', '/plans', { body, key: newKey() }),
  replace: (id: Id, body: PlanBody) => api.call<{ plan: PlanSummary }>('PUT', `/plans/${id}`, { body }),
  measure: async (id: Id) => detail(await api.get<SentDetail>(`/measures/${id}`)),
  revise: async (id: Id, body: Revision) =>
    boardRow((await api.call<{ measure: SentMeasure }>('PATCH', `/measures/${id}`, { body })).measure),
  share: async (id: Id, shares: ShareBody[]) =>
    (await api.call<{ shares: SentMeasure[] }>('POST', `/measures/${id}/shares`, { body: { shares }, key: newKey() })).shares.map(
      boardRow,
    ),
  measures: async (scope: 'mine' | 'organisation', organisation?: Id) =>
    (await api.get<{ measures: SentMeasure[] }>('/measures', { scope, organisation })).measures.map(boardRow),
  history: (id: Id) => api.get<{ history: HistoryLine[] }>(`/ledgers/measure/entries/${id}/history`),
}
