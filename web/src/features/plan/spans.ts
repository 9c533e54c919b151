/**
 * The server counts places in a text in Unicode code points, the browser in UTF-16 units. They part ways at the
 * first character beyond the basic plane (rare Chinese names, emoji), so every crossing goes through here.
 */
export interface Span {
  from: number
  to: number
}

export class CodePoints {
  readonly text: string
  readonly length: number
  /** For each code point its first unit, and the text's end; null while both counts agree. */
  private readonly units: Uint32Array | null

  constructor(text: string) {
    this.text = text
    if (!/[\ud800-\udfff]/.test(text)) {
      this.units = null
      this.length = text.length
      return
    }
    const starts: number[] = []
    let unit = 0
    for (const character of text) {
      starts.push(unit)
      unit += character.length
    }
    this.length = starts.length
    starts.push(unit)
    this.units = Uint32Array.from(starts)
  }

  toUnit(point: number): number {
    const within = Math.min(Math.max(point, 0), this.length)
    return this.units ? (this.units[within] ?? this.text.length) : within
  }

  /** A unit in the middle of a surrogate pair belongs to the code point that it is a part of. */
  toPoint(unit: number): number {
    const within = Math.min(Math.max(unit, 0), this.text.length)
    if (!this.units) return within
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.units[middle] ?? 0) <= within) low = middle
      else high = middle - 1
    }
    return low
  }

  slice(from: number, to: number): string {
    return this.text.slice(this.toUnit(from), this.toUnit(to))
  }

  /** Where `needle` first stands in [from, to), or null. */
  find(needle: string, from: number, to: number): Span | null {
    if (needle === '') return null
    const unit = this.text.indexOf(needle, this.toUnit(from))
    if (unit < 0 || unit + needle.length > this.toUnit(to)) return null
    return { from: this.toPoint(unit), to: this.toPoint(unit + needle.length) }
  }

  /** The span without blanks and closing marks at its ends; empty spans collapse to their start. */
  trim(span: Span): Span {
    const text = this.slice(span.from, span.to)
    const kept = text.replace(/^[\s，。；、,;:：]+/u, '')
    const head = Array.from(text).length - Array.from(kept).length
    const body = Array.from(kept.replace(/[\s，。；、,;:：]+$/u, '')).length
    return { from: span.from + head, to: span.from + head + body }
  }
}

export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to

export const contains = (span: Span, point: number): boolean => span.from <= point && point < span.to
