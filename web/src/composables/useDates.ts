import { storeToRefs } from 'pinia'
import { usePreferences } from '@/stores/preferences'
import { useSession } from '@/stores/session'
import * as dates from './dates'

// The functions of dates.ts, bound to the server's day and the page's language.
export function useDates() {
  const { locale } = storeToRefs(usePreferences())
  const { today } = storeToRefs(useSession())
  return {
    today,
    weekInitials: () => dates.weekInitials(locale.value),
    monthText: (year: number, month: number) => dates.monthText(year, month, locale.value),
    weekday: (day: string) => dates.weekday(day, locale.value),
    dayText: (day: string) => dates.dayText(day, today.value, locale.value),
    spanText: (from: string, to: string) => dates.spanText(from, to, today.value, locale.value),
    fullDay: (day: string) => dates.fullDay(day, locale.value),
    dayAndWeekday: (day: string) => dates.dayAndWeekday(day, today.value, locale.value),
    nearDay: (day: string) => dates.nearDay(day, today.value, locale.value),
    momentText: (moment: string) => dates.momentText(moment, today.value, locale.value),
  }
}
