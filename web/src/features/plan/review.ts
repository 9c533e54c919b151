import { contains, overlaps } from './spans'
import type { Span , CodePoints} from './spans'
import { targetOf, wholeYear } from './draft'
import type { DraftDefaults, DraftMeasure } from './draft'

/** What a person can do to the measures of a draft. Every command gives a new list and leaves the old one alone. */
export type Measures = readonly DraftMeasure[]

const kShortLength = 28

export const spanOf = (measure: DraftMeasure): Span => ({ from: measure.source_from, to: measure.source_to })

export function shortOf(text: string): string {
  const characters = Array.from(text.replace(/\s+/gu, ''))
  return characters.length > kShortLength ? `${characters.slice(0, kShortLength).join('')}…` : characters.join('')
}

const replace = (measures: Measures, key: string, change: (one: DraftMeasure) => DraftMeasure): Measures =>
  measures.map((measure) => (measure.key === key ? change(measure) : measure))

export const accept = (measures: Measures, key: string): Measures =>
  replace(measures, key, (measure) => ({ ...measure, accepted: true, question: null }))

/** The second answer to a question: it is settled, but the person will set it right by hand. */
export const doubt = (measures: Measures, key: string): Measures =>
  replace(measures, key, (measure) => ({ ...measure, accepted: false, question: null }))

export const edit = (measures: Measures, key: string, patch: Partial<DraftMeasure>): Measures =>
  replace(measures, key, (measure) => ({ ...measure, ...patch }))

export const editAll = (measures: Measures, keys: ReadonlySet<string>, patch: Partial<DraftMeasure>): Measures =>
  measures.map((measure) => (keys.has(measure.key) ? { ...measure, ...patch } : measure))

export function drop(measures: Measures, key: string): Measures {
  return measures.some((measure) => measure.key === key)
    ? measures.filter((measure) => measure.key !== key)
    : measures
}

/** A part of a measure: its own place, and of the marks those that stand in it. */
function part(measure: DraftMeasure, span: Span, key: string, text: CodePoints): DraftMeasure {
  const inside = (mark: Span): boolean => span.from <= mark.from && mark.to <= span.to
  const numbers = measure.numbers.filter(inside)
  const main = measure.numbers[0]
  const keepsTarget = main === undefined ? span.from === measure.source_from : inside(main)
  const written = text.slice(span.from, span.to)
  return {
    ...measure,
    ...(keepsTarget ? {} : { ...targetOf(numbers[0]), indicator: null, tracking: 'evidence' as const }),
    key,
    text: written,
    short: shortOf(written),
    source_from: span.from,
    source_to: span.to,
    numbers,
    windowMark: measure.windowMark && inside(measure.windowMark) ? measure.windowMark : null,
    partnerMarks: measure.partnerMarks.filter(inside),
    partners: measure.partners.filter((partner) => written.includes(partner)),
    question: null,
    accepted: false,
  }
}

/** Cuts a measure in two at a place in the text; a place that leaves one side empty changes nothing. */
export function split(measures: Measures, key: string, at: number, text: CodePoints, fresh: string): Measures {
  const measure = measures.find((one) => one.key === key)
  if (!measure || !contains(spanOf(measure), at)) return measures
  const head = text.trim({ from: measure.source_from, to: at })
  const tail = text.trim({ from: at, to: measure.source_to })
  if (head.from === head.to || tail.from === tail.to) return measures
  return measures.flatMap((one) =>
    one.key === key ? [part(measure, head, key, text), part(measure, tail, fresh, text)] : [one],
  )
}

/** Joins a measure to the one above it, which keeps its own answers and gains what it lacked. */
export function mergeUp(measures: Measures, key: string, text: CodePoints): Measures {
  const index = measures.findIndex((measure) => measure.key === key)
  const upper = measures[index - 1]
  const lower = measures[index]
  if (!upper || !lower) return measures
  const span = {
    from: Math.min(upper.source_from, lower.source_from),
    to: Math.max(upper.source_to, lower.source_to),
  }
  const answers = upper.target_min === null && upper.target_max === null ? lower : upper
  const written = text.slice(span.from, span.to)
  const joined: DraftMeasure = {
    ...upper,
    target_min: answers.target_min,
    target_max: answers.target_max,
    unit: answers.unit,
    comparison: answers.comparison,
    indicator: answers.indicator,
    tracking: answers.tracking,
    text: written,
    short: shortOf(written),
    source_from: span.from,
    source_to: span.to,
    numbers: [...upper.numbers, ...lower.numbers],
    windowMark: upper.windowMark ?? lower.windowMark,
    partnerMarks: [...upper.partnerMarks, ...lower.partnerMarks],
    partners: [...new Set([...upper.partners, ...lower.partners])],
    indicators: [...new Set([...upper.indicators, ...lower.indicators])],
    question: null,
    accepted: false,
  }
  return measures.flatMap((one) => (one === upper ? [joined] : one === lower ? [] : [one]))
}

/** Makes a measure of a selected part of the text; none where one stands already. */
export function add(
  measures: Measures,
  selection: Span,
  text: CodePoints,
  fresh: string,
  defaults: DraftDefaults,
): Measures {
  const span = text.trim(selection)
  if (span.from === span.to || measures.some((one) => overlaps(spanOf(one), span))) return measures
  const after = measures.findIndex((one) => one.source_from > span.from)
  const at = after < 0 ? measures.length : after
  const neighbour = measures[at - 1] ?? measures[at]
  const written = text.slice(span.from, span.to)
  const made: DraftMeasure = {
    key: fresh,
    short: shortOf(written),
    text: written,
    chapter: neighbour?.chapter ?? '',
    capability: neighbour?.capability ?? '',
    tracking: 'evidence',
    indicator: null,
    ...targetOf(undefined),
    ...wholeYear(defaults.year),
    owner_organisation: defaults.organisation,
    owner_position: '',
    owner_account: null,
    partners: [],
    source_from: span.from,
    source_to: span.to,
    numbers: [],
    windowMark: null,
    partnerMarks: [],
    indicators: neighbour?.indicators ?? [],
    question: null,
    accepted: false,
  }
  return [...measures.slice(0, at), made, ...measures.slice(at)]
}

/** The measure whose mark stands over a place. */
export const measureAt = (measures: Measures, point: number): DraftMeasure | undefined =>
  measures.find((measure) => contains(spanOf(measure), point))
