// What the working calendar holds in the next days: the next public holiday, and weekends that are worked.
import type { DayKind } from '@/api/calendar'
import { addDays } from '@/composables/dates'

export interface ComingDays {
  holiday: { from: string; to: string } | null
  makeup: string[]
}

export function comingDays(kindOf: (day: string) => DayKind | null, today: string, span: number): ComingDays {
  const days = Array.from({ length: span }, (_, index) => addDays(today, index))
  const from = days.find((day) => kindOf(day) === 'holiday')
  let to = from ?? ''
  while (from && kindOf(addDays(to, 1)) === 'holiday') to = addDays(to, 1)
  return { holiday: from ? { from, to } : null, makeup: days.filter((day) => kindOf(day) === 'makeup') }
}
