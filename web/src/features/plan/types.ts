/** The plan part of docs/api.md. Spans count Unicode code points (see spans.ts). */
export type Id = string
export type Day = string
export type MeasureStatus = 'done' | 'on_time' | 'due_soon' | 'overdue' | 'not_yet'
export type Comparison = 'at_least' | 'range' | 'at_most'
export type Tracking = 'indicator' | 'evidence'
export type ManualState = 'not_started' | 'under_way' | 'done'
export type Counts = Partial<Record<MeasureStatus, number>>

export const kStatuses: readonly MeasureStatus[] = ['done', 'on_time', 'due_soon', 'overdue', 'not_yet']

export interface ReadTarget {
  text: string
  min: number | null
  max: number | null
  unit: string
  what?: string
  span?: [number, number]
}

export interface ReadMeasure {
  text: string
  span: [number, number]
  headings: string[]
  capabilities: string[]
  targets: ReadTarget[]
  window: { text: string; from: string; to: string; span?: [number, number] } | null
  owners: string[]
  partners: string[]
  done?: boolean
  short: string
  indicator: Id | null
  indicators: Id[]
  question: { kind: string; text: string } | null
}

export interface ReadNotice {
  kind: string
  text: string
  span: [number, number]
  message?: string
}

export interface ReadPlan {
  title: string
  level: string | null
  year: number | null
  span: [number, number]
  measures: ReadMeasure[]
  notices: ReadNotice[]
}

export interface Reading {
  text: string
  plans: ReadPlan[]
}

/** What is sent for one measure, and what comes back in every board row. */
export interface MeasureBody {
  short: string
  text: string
  chapter: string
  capability: string
  tracking: Tracking
  indicator: Id | null
  target_min: number | null
  target_max: number | null
  unit: string
  comparison: Comparison
  window_from: Day
  window_to: Day
  owner_organisation: Id
  owner_position: string
  owner_account: Id | null
  partners: string[]
  source_from: number
  source_to: number
}

export interface BoardRow extends MeasureBody {
  id: Id
  plan: Id
  ordinal: number
  revision: number
  status: MeasureStatus
  value: number | null
  expected: number | null
  days: number | null
  done_on: Day | null
  extended_to: Day | null
  extension_reason: string | null
  manual_state: ManualState | null
  evidence: string | null
  owner_organisation_name: string
  owner_name: string | null
  from_plan_title: string | null
  shares_count: number
}

export interface PlanSummary {
  id: Id
  title: string
  year: number
  organisation: Id
  organisation_name: string
  state: 'draft' | 'adopted' | 'archived'
  counts: Counts
  measures: number
  revision: number
}

export interface Board {
  plan: Omit<PlanSummary, 'counts' | 'measures'> & { source_text: string }
  today: Day
  counts: Counts
  chapters: { title: string; measures: BoardRow[] }[]
  organisations: { id: Id; name: string; counts: Counts }[]
}

export interface PlanBody {
  title: string
  year: number
  organisation?: Id
  source_text: string
  measures: MeasureBody[]
  adopt: boolean
  revision?: number
}

export interface MeasureDetail {
  measure: BoardRow
  shares: BoardRow[]
  months: { month: string; value: number }[]
}

export interface ShareBody {
  organisation: Id
  target_min: number
}
