import type { Measure, Status } from '@/api/types'

/** The plan part of docs/api.md. Spans count Unicode code points (see spans.ts). */
export type Id = string
export type Day = string
export type MeasureStatus = Status
export type Comparison = Measure['comparison']
export type Counts = Partial<Record<Status, number>>

export const kStatuses: readonly Status[] = ['done', 'on_time', 'due_soon', 'overdue', 'not_yet']

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
  question: Question | null
}

/** What the reader is not sure of. */
export type Question = 'no_indicator' | 'which_indicator' | 'parts_of_target'

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

/** A measure as the board shows it: the contract's row with its decimals as numbers. */
type Decimals = 'target_min' | 'target_max' | 'value' | 'expected'
export type BoardRow = Omit<Measure, Decimals | 'source_from' | 'source_to'> &
  Record<Decimals, number | null> & {
    source_from: number
    source_to: number
    /** Whose entries are counted, over which days; a share counts those of the organisation that took it over. */
    organisation?: Id
    counted_from?: Day
    counted_to?: Day
  }

/** What is sent for one measure. */
export type MeasureBody = Pick<
  BoardRow,
  | 'short'
  | 'text'
  | 'chapter'
  | 'capability'
  | 'tracking'
  | 'indicator'
  | 'target_min'
  | 'target_max'
  | 'unit'
  | 'comparison'
  | 'window_from'
  | 'window_to'
  | 'owner_organisation'
  | 'owner_position'
  | 'owner_account'
  | 'partners'
  | 'source_from'
  | 'source_to'
>

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
  /** `draft` is what the desk saved last; an adopted plan has its measures in the chapters instead. */
  plan: Omit<PlanSummary, 'counts' | 'measures'> & { source_text: string; draft?: DraftBody[] | null }
  today: Day
  counts: Counts
  chapters: { title: string; measures: BoardRow[] }[]
  organisations: { id: Id; name: string; counts: Counts }[]
}

/** A draft keeps what the desk knows beyond the contract: whether somebody has looked, and what is still asked. */
export type DraftBody = MeasureBody & { accepted?: boolean; question?: ReadMeasure['question'] }

export interface PlanBody {
  title: string
  year: number
  organisation?: Id
  source_text: string
  measures: DraftBody[]
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
