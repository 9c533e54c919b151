import { overlaps } from './spans'
import type { Span , CodePoints} from './spans'
import type { DraftMeasure, DraftNotice } from './draft'

/** A run of text with everything that is true of all of it. */
export interface Segment extends Span {
  text: string
  measure: string | null
  number: boolean
  window: boolean
  partner: boolean
  notice: boolean
  /** The measure's chip stands before its first run. */
  ordinal: number | null
  pending: boolean
}

export interface Line extends Span {
  kind: 'title' | 'heading' | 'body' | 'blank'
  segments: Segment[]
  notices: DraftNotice[]
}

interface Mark extends Span {
  layer: 'measure' | 'number' | 'window' | 'partner' | 'notice'
  measure: string | null
  ordinal: number
  pending: boolean
}

export interface Marked {
  measures: readonly DraftMeasure[]
  notices: readonly DraftNotice[]
  title: string
  headings: readonly string[]
}

function marksOf({ measures, notices }: Marked): Mark[] {
  const marks: Mark[] = notices.map((one) => ({ from: one.from, to: one.to, layer: 'notice', measure: null, ordinal: 0, pending: false }))
  measures.forEach((one, index) => {
    const put = (span: Span, layer: Mark['layer']): void => {
      marks.push({ from: span.from, to: span.to, layer, measure: one.key, ordinal: index + 1, pending: !one.accepted })
    }
    put({ from: one.source_from, to: one.source_to }, 'measure')
    one.numbers.forEach((span) => put(span, 'number'))
    one.partnerMarks.forEach((span) => put(span, 'partner'))
    if (one.windowMark) put(one.windowMark, 'window')
  })
  return marks.sort((one, other) => one.from - other.from)
}

/** The lines of a text, each cut where a mark begins or ends. The text itself is never changed. */
export function layOut(text: CodePoints, marked: Marked): Line[] {
  const marks = marksOf(marked)
  const headings = new Set(marked.headings.map((heading) => heading.trim()))
  const chipped = new Set<string>()
  let next = 0
  let open: Mark[] = []
  let titleSeen = false
  return linesOf(text).map((span) => {
    while (next < marks.length && (marks[next] as Mark).from < span.to) open.push(marks[next++] as Mark)
    open = open.filter((mark) => mark.to > span.from)
    const words = text.slice(span.from, span.to).trim()
    const isTitle = !titleSeen && words !== '' && words === marked.title.trim()
    titleSeen ||= isTitle
    return {
      ...span,
      kind: isTitle ? 'title' : kindOf(words, headings),
      segments: segmentsOf(text, span, open, chipped),
      notices: marked.notices.filter((notice) => overlaps(notice, span)),
    }
  })
}

function kindOf(words: string, headings: ReadonlySet<string>): Line['kind'] {
  if (words === '') return 'blank'
  return headings.has(words) || headings.has(words.replace(/[。：:；;，,]$/u, '')) ? 'heading' : 'body'
}

function linesOf(text: CodePoints): Span[] {
  const spans: Span[] = []
  let unit = 0
  for (const line of text.text.split('\n')) {
    spans.push({ from: text.toPoint(unit), to: text.toPoint(unit + line.length) })
    unit += line.length + 1
  }
  return spans
}

function segmentsOf(text: CodePoints, line: Span, marks: Mark[], chipped: Set<string>): Segment[] {
  const cuts = new Set([line.from, line.to])
  for (const mark of marks) {
    if (mark.from > line.from) cuts.add(mark.from)
    if (mark.to < line.to) cuts.add(mark.to)
  }
  const edges = [...cuts].sort((one, other) => one - other)
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] as number
    const over = marks.filter((mark) => mark.from <= from && mark.to >= to)
    const has = (layer: Mark['layer']): boolean => over.some((mark) => mark.layer === layer)
    const measure = over.find((mark) => mark.layer === 'measure')
    const first = measure !== undefined && !chipped.has(measure.measure ?? '')
    if (first) chipped.add(measure.measure ?? '')
    return {
      from,
      to,
      text: text.slice(from, to),
      measure: measure?.measure ?? null,
      number: has('number'),
      window: has('window'),
      partner: has('partner'),
      notice: has('notice'),
      ordinal: first ? measure.ordinal : null,
      pending: measure?.pending ?? false,
    }
  })
}

/** The place in the text of a caret in the page: its run begins at `from`, `units` UTF-16 units before it. */
export function placeIn(text: CodePoints, from: number, units: number): number {
  return text.toPoint(text.toUnit(from) + units)
}
