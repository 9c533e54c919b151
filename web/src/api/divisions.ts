import { api } from './client'
import type { Title } from './types'

export type DivisionLevel = 'province' | 'city' | 'county' | 'street' | 'community'
export type DivisionMatch = 'code' | 'name' | 'short_name' | 'alias' | 'other_ending' | 'beginning' | 'initials'

export interface Division {
  code: string
  name: string
  full_name: string
  level: DivisionLevel
  path: { code: string; name: string }[] // from the province down to itself
  children: number
}
export interface DivisionAnswer {
  divisions: (Division & { match: DivisionMatch })[]
  total: number
  equally_good: number // more than 1: the words do not say which division is meant
}

export interface LayoutWish {
  division: string
  under?: string
  depth?: number
  rule?: string
  dry_run?: boolean
}
export interface LayoutLevel {
  level: DivisionLevel
  present: number
  missing: number
  examples: string[]
}
export interface LayoutAnswer {
  division: Division
  above: { id: string; name: string }
  rule: string
  rules: { id: string; title: Title }[]
  levels: LayoutLevel[]
  added: number
  left: number
}

export const divisionsApi = {
  find: (q: string, query: { parent?: string; level?: DivisionLevel; limit?: number } = {}) =>
    api.get<DivisionAnswer>('/divisions', { q, ...query }),
  get: (code: string) => api.get<{ division: Division }>(`/divisions/${encodeURIComponent(code)}`),
  layOut: (wish: LayoutWish) => api.call<LayoutAnswer>('POST', '/organisations:layout', { body: wish }),
}
