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

// Monday first, as short as a column of a calendar.
export const weekInitials = (locale: Locale) => (locale === 'en' ? ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] : ['一', '二', '三', '四', '五', '六', '日'])
export const monthText = (year: number, month: number, locale: Locale) => (locale === 'en' ? `${kMonthsEn[month - 1]} ${year}` : `${year}年${month}月`)

// 9月17日; with the year when it is not today's.
export function dayText(day: string, today: string, locale: Locale): string {
  const parts = partsOf(day)
  if (!parts) return day
  const withYear = parts.year !== partsOf(today)?.year
  if (locale === 'en') return `${parts.day} ${kMonthsEn[parts.month - 1]}${withYear ? ` ${parts.year}` : ''}`
  return `${withYear ? `${parts.year}年` : ''}${parts.month}月${parts.day}日`
}

// 9月25日至27日: the month is said once.
export function spanText(from: string, to: string, today: string, locale: Locale): string {
  const [first, last] = [partsOf(from), partsOf(to)]
  const [whole, end] = [dayText(from, today, locale), dayText(to, today, locale)]
  if (!first || !last || from === to) return whole
  const sameMonth = first.year === last.year && first.month === last.month
  if (locale === 'en') return sameMonth ? `${first.day} to ${end}` : `${whole} to ${end}`
  return sameMonth ? `${whole}至${last.day}日` : `${whole}至${end}`
}

// With its year, whatever the year.
export const fullDay = (day: string, locale: Locale) => dayText(day, '', locale)

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
