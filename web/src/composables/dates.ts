// Days as people read them. Pure functions over "2026-03-08", so that no time zone can move a day.
import type { Locale } from '@/locales'

const kWeekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const kWeekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const kMonthsEn = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]

interface Parts {
  year: number
  month: number
  day: number
}
export function partsOf(day: string): Parts | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  return found ? { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) } : null
}

export function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
export function addDays(day: string, count: number): string {
  const parts = partsOf(day)
  return parts ? dayOf(parts.year, parts.month, parts.day + count) : day
}
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000)
}
export function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

export function weekday(day: string, locale: Locale): string {
  const index = new Date(`${day.slice(0, 10)}T00:00:00Z`).getUTCDay()
  return (locale === 'en' ? kWeekdaysEn : kWeekdaysZh)[index] ?? ''
}

// 9月17日; with the year when it is not today's.
export function dayText(day: string, today: string, locale: Locale): string {
  const parts = partsOf(day)
  if (!parts) return day
  const withYear = parts.year !== partsOf(today)?.year
  if (locale === 'en') return `${parts.day} ${kMonthsEn[parts.month - 1]}${withYear ? ` ${parts.year}` : ''}`
  return `${withYear ? `${parts.year}年` : ''}${parts.month}月${parts.day}日`
}

export function dayAndWeekday(day: string, today: string, locale: Locale): string {
  const text = dayText(day, today, locale)
  return locale === 'en' ? `${weekday(day, locale)} ${text}` : `${text} ${weekday(day, locale)}`
}

// 今天, 昨天, 明天, otherwise the date.
export function nearDay(day: string, today: string, locale: Locale): string {
  const words = locale === 'en' ? ['Yesterday', 'Today', 'Tomorrow'] : ['昨天', '今天', '明天']
  return words[daysBetween(today, day) + 1] ?? dayText(day, today, locale)
}

export function clockText(moment: string): string {
  return /T(\d{2}:\d{2})/.exec(moment)?.[1] ?? ''
}

// 今天 15:08; older than yesterday only the day.
export function momentText(moment: string, today: string, locale: Locale): string {
  const near = Math.abs(daysBetween(today, moment)) <= 1
  return near ? `${nearDay(moment, today, locale)} ${clockText(moment)}` : dayText(moment, today, locale)
}

// What a person types for a day: 今天, 昨天, 3.8, 3月8日, 0308, 20260308, 2026-3-8. null when it is not understood.
export function parseDay(text: string, today: string): string | null {
  const typed = text.trim()
  const words: Record<string, number> = { 今天: 0, 昨天: -1, 前天: -2, 明天: 1, 后天: 2, today: 0, yesterday: -1, tomorrow: 1 }
  const shift = words[typed.toLowerCase()]
  if (shift !== undefined) return addDays(today, shift)

  const year = partsOf(today)?.year ?? 0
  const full = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed)
  const short = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed)
  const found = full ? [full[1], full[2], full[3]] : short ? [String(year), short[1], short[2]] : null
  if (!found) return null
  const [y, m, d] = found.map(Number) as [number, number, number]
  return isRealDay(y, m, d) ? dayOf(y, m, d) : null
}
