import { CodePoints } from './spans'
import type { Span } from './spans'
import type { Comparison, Day, DraftBody, Id, MeasureBody, Question, ReadMeasure, ReadNotice, ReadPlan, ReadTarget } from './types'

/** A number as it stands in the text, with what it was read as. */
export interface NumberMark extends Span {
  min: number | null
  max: number | null
  unit: string
}

/** A measure on the desk: what will be sent, where its marks stand, and whether somebody has looked at it. */
export interface DraftMeasure extends MeasureBody {
  key: string
  numbers: NumberMark[]
  windowMark: Span | null
  partnerMarks: Span[]
  indicators: Id[]
  question: Question | null
  accepted: boolean
}

export interface DraftNotice extends Span {
  key: string
  kind: string
  text: string
  message: string
  seen: boolean
}

export interface Draft {
  title: string
  year: number
  text: string
  measures: DraftMeasure[]
  notices: DraftNotice[]
  headings: string[]
}

export interface DraftDefaults {
  year: number
  organisation: Id
}

export function comparisonOf(target: Pick<ReadTarget, 'min' | 'max'>): Comparison {
  if (target.max === null || target.max === target.min) return 'at_least'
  return target.min === null || target.min === 0 ? 'at_most' : 'range'
}

export function targetOf(number: NumberMark | undefined): Pick<
  MeasureBody,
  'target_min' | 'target_max' | 'unit' | 'comparison'
> {
  if (!number) return { target_min: null, target_max: null, unit: '', comparison: 'at_least' }
  const comparison = comparisonOf(number)
  return {
    target_min: comparison === 'at_most' ? null : number.min,
    target_max: comparison === 'at_least' ? null : number.max,
    unit: number.unit,
    comparison,
  }
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** "09-01" belongs to the plan's year; a day written with its year keeps it. */
export function dayIn(year: number, day: string): Day {
  if (day.length !== 5) return day
  return `${year}-${day === '02-29' && !isLeap(year) ? '02-28' : day}`
}

/** A winter runs into the next year. */
function windowIn(year: number, window: { from: string; to: string }): { window_from: Day; window_to: Day } {
  const from = dayIn(year, window.from)
  const to = dayIn(year, window.to)
  return { window_from: from, window_to: to < from ? dayIn(year + 1, window.to) : to }
}

export const wholeYear = (year: number): { window_from: Day; window_to: Day } => ({
  window_from: `${year}-01-01`,
  window_to: `${year}-12-31`,
})

/** Cuts one plan out of a reading: its text, and its places counted from its own beginning. */
export function draftFrom(source: string, plan: ReadPlan, defaults: DraftDefaults): Draft {
  const [from, to] = plan.span
  const text = new CodePoints(new CodePoints(source).slice(from, to))
  const year = plan.year ?? defaults.year
  const measures = plan.measures.map((measure, index) =>
    draftMeasure(text, measure, from, { year, organisation: defaults.organisation }, `m${index + 1}`),
  )
  return {
    title: plan.title,
    year,
    text: text.text,
    measures,
    notices: plan.notices.map((notice, index) => draftNotice(notice, from, `n${index + 1}`)),
    headings: [...new Set(plan.measures.flatMap((measure) => measure.headings))],
  }
}

function draftNotice(notice: ReadNotice, origin: number, key: string): DraftNotice {
  return {
    key,
    kind: notice.kind,
    text: notice.text,
    message: notice.message ?? '',
    from: notice.span[0] - origin,
    to: notice.span[1] - origin,
    seen: false,
  }
}

function draftMeasure(
  text: CodePoints,
  read: ReadMeasure,
  origin: number,
  defaults: DraftDefaults,
  key: string,
): DraftMeasure {
  const span = { from: read.span[0] - origin, to: read.span[1] - origin }
  const numbers = numberMarks(text, read.targets, span, origin)
  return {
    key,
    short: read.short,
    text: read.text,
    chapter: read.headings[0] ?? '',
    capability: read.capabilities[0] ?? '',
    tracking: read.indicator === null ? 'evidence' : 'indicator',
    indicator: read.indicator,
    ...targetOf(numbers[0] ?? unplaced(read.targets[0], span)),
    ...(read.window ? windowIn(defaults.year, read.window) : wholeYear(defaults.year)),
    owner_organisation: defaults.organisation,
    owner_position: '',
    owner_account: null,
    partners: read.partners,
    source_from: span.from,
    source_to: span.to,
    numbers,
    windowMark: read.window ? text.find(read.window.text, span.from, span.to) : null,
    partnerMarks: read.partners.flatMap((partner) => text.find(partner, span.from, span.to) ?? []),
    indicators: read.indicators,
    question: read.question,
    accepted: read.question === null,
  }
}

/** A target whose place is not in the text still counts; only its box is missing. */
const unplaced = (target: ReadTarget | undefined, span: Span): NumberMark | undefined =>
  target && { min: target.min, max: target.max, unit: target.unit, from: span.from, to: span.from }

function numberMarks(text: CodePoints, targets: ReadTarget[], span: Span, origin: number): NumberMark[] {
  const marks: NumberMark[] = []
  let searched = span.from
  for (const target of targets) {
    const place = target.span
      ? { from: target.span[0] - origin, to: target.span[1] - origin }
      : text.find(target.text, searched, span.to)
    if (!place) continue
    searched = place.to
    marks.push({ ...place, min: target.min, max: target.max, unit: target.unit })
  }
  return marks
}

/** Only the contract's fields, with the text as it stands under the measure's mark. */
export function bodyOf(draft: DraftMeasure, text: CodePoints): MeasureBody {
  return {
    short: draft.short,
    text: text.slice(draft.source_from, draft.source_to),
    chapter: draft.chapter,
    capability: draft.capability,
    tracking: draft.indicator === null ? 'evidence' : 'indicator',
    indicator: draft.indicator,
    target_min: draft.target_min,
    target_max: draft.target_max,
    unit: draft.unit,
    comparison: draft.comparison,
    window_from: draft.window_from,
    window_to: draft.window_to,
    owner_organisation: draft.owner_organisation,
    owner_position: draft.owner_position,
    owner_account: draft.owner_account,
    partners: draft.partners,
    source_from: draft.source_from,
    source_to: draft.source_to,
  }
}

/** A saved draft opened again: what was decided lies over what a fresh reading of its text finds. */
export function resume(read: Draft, saved: DraftBody[]): DraftMeasure[] {
  const marks = read.measures.flatMap((measure) => measure.numbers)
  return saved.map((measure, index) => {
    const span = { from: measure.source_from, to: measure.source_to }
    const inside = (mark: Span): boolean => span.from <= mark.from && mark.to <= span.to
    const same = read.measures.find((one) => one.source_from === span.from && one.source_to === span.to)
    return {
      ...bodyOf({ ...measure, ...kNoMarks }, new CodePoints(read.text)),
      key: `m${index + 1}`,
      numbers: marks.filter(inside),
      windowMark: same?.windowMark ?? null,
      partnerMarks: read.measures.flatMap((one) => one.partnerMarks).filter(inside),
      indicators: same?.indicators ?? [],
      question: measure.question ?? null,
      accepted: measure.accepted ?? true,
    }
  })
}

const kNoMarks = {
  key: '',
  numbers: [],
  windowMark: null,
  partnerMarks: [],
  indicators: [],
  question: null,
  accepted: true,
}
