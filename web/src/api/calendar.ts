import { api } from './client'

// How a day differs from others of its week: a public holiday (weekend within it included), or a weekend that is worked.
export type DayKind = 'holiday' | 'makeup'
export interface CalendarYear {
  year: number
  days: { day: string; kind: DayKind }[]
}

export const calendarApi = {
  year: (year: number) => api.get<CalendarYear>('/calendar', { year }),
}
