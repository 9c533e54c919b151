// Calendar days as days since 1970-01-01, between 1900 and 2199; the computer's own time zone has no say.
import type { Day } from './types'

const kDayMs = 86_400_000
const kFirst = Date.UTC(1900, 0, 1) / kDayMs
const kLast = Date.UTC(2199, 11, 31) / kDayMs

export interface Parts {
  year: number
  month: number // 1 to 12
  day: number
}

const fit = (days: number): Day | null => (days < kFirst || days > kLast ? null : { days })

export function partsOf(day: Day): Parts {
  const date = new Date(day.days * kDayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const day = { days: Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / kDayMs }
  return fit(day.days) && formatDay(day) === text ? day : null
}

export function formatDay(day: Day): string {
  return new Date(day.days * kDayMs).toISOString().slice(0, 10)
}

export function addDays(day: Day, count: bigint): Day | null {
  return Math.abs(Number(count)) > 200_000 ? null : fit(day.days + Number(count))
}

// 31 January and one month is the last day of February.
export function addMonths(day: Day, count: bigint): Day | null {
  if (Math.abs(Number(count)) > 200_000) return null
  const { year, month, day: dayOfMonth } = partsOf(day)
  const first = new Date(0)
  first.setUTCFullYear(year, month - 1 + Number(count), 1)
  const last = new Date(0)
  last.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)
  const wanted = Math.min(dayOfMonth, last.getUTCDate())
  return fit(first.setUTCFullYear(first.getUTCFullYear(), first.getUTCMonth(), wanted) / kDayMs)
}

// Full years; null before birth. Who is born on 29 February grows older on 1 March of common years.
export function ageAt(birth: Day, then: Day): bigint | null {
  if (then.days < birth.days) return null
  const a = partsOf(birth)
  const b = partsOf(then)
  const beforeBirthday = b.month < a.month || (b.month === a.month && b.day < a.day)
  return BigInt(b.year - a.year - (beforeBirthday ? 1 : 0))
}
