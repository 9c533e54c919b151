import { api, type Query } from './client'
import type { Change, IndicatorAnswer, IndicatorEntries, Measure, Tasks } from './types'

export interface FigureQuery {
  organisation?: string
  from?: string
  to?: string
  dimension?: string
}

export const figuresApi = {
  indicator: (id: string, query: FigureQuery & { by?: string }) =>
    api.get<IndicatorAnswer>(`/indicators/${encodeURIComponent(id)}`, query as Query),
  entries: (id: string, query: FigureQuery & { limit?: number; after?: string | null }) =>
    api.get<IndicatorEntries>(`/indicators/${encodeURIComponent(id)}/entries`, query as Query),
  tasks: () => api.get<Tasks>('/tasks'),
  changes: (limit: number) => api.get<{ changes: Change[] }>('/changes', { limit }),
  measures: (scope: 'mine' | 'organisation', organisation?: string) =>
    api.get<{ measures: Measure[] }>('/measures', { scope, organisation }),
}
