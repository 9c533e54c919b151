import { addDays, dayOf, isRealDay, partsOf } from './dates'

const kWords: Record<string, number> = { 今天: 0, 昨天: -1, 前天: -2, 明天: 1, 后天: 2, today: 0, yesterday: -1, tomorrow: 1 }
const kSeparator = '\\s*[-./年月 ]\\s*'
const kEnd = '\\s*[日号]?$'
const kFull = [new RegExp(`^(\\d{4}|\\d{2})${kSeparator}(\\d{1,2})${kSeparator}(\\d{1,2})${kEnd}`), /^(\d{4})(\d{2})(\d{2})$/, /^(\d{2})(\d{2})(\d{2})$/]
const kShort = [new RegExp(`^(\\d{1,2})${kSeparator}(\\d{1,2})${kEnd}`), /^(\d{1,2})(\d{2})$/]
const kOnlyDay = /^(\d{1,2})\s*[日号]$/

// A Chinese input method leaves full-width digits and 。 where a point was meant.
function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[。．、，,]/g, '.')
    .replace(/[／\\]/g, '/')
    .replace(/[－—–]/g, '-')
}
const firstMatch = (shapes: RegExp[], text: string) => shapes.map((shape) => shape.exec(text)).find(Boolean) ?? null
const real = (year: number, month: number, day: number) => (isRealDay(year, month, day) ? dayOf(year, month, day) : null)

// What a person types for a day: 今天, 3.8, 3/8, 3月8日, 8日, 0308, 308, 20260308, 26.3.8, 2026-3-8. The month comes first;
// 25/3 can only be the day first. null when it is not understood.
export function parseDay(text: string, today: string): string | null {
  const typed = plain(text)
  const shift = kWords[typed]
  if (shift !== undefined) return addDays(today, shift)
  const now = partsOf(today)
  if (!now) return null

  const full = firstMatch(kFull, typed)
  if (full) {
    const [year, month, day] = full.slice(1, 4).map(Number) as [number, number, number]
    return real(year < 100 ? 2000 + year : year, month, day)
  }
  const short = firstMatch(kShort, typed)
  if (short) {
    const [month, day] = short.slice(1, 3).map(Number) as [number, number]
    return real(now.year, month, day) ?? (typed.includes('/') ? real(now.year, day, month) : null)
  }
  const only = kOnlyDay.exec(typed)
  return only ? real(now.year, now.month, Number(only[1])) : null
}
