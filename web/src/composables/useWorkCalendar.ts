import { reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { calendarApi, type DayKind } from '@/api/calendar'

const kinds = reactive<Record<string, DayKind>>({})
const asked = new Set<number>()

function fetchYear(year: number) {
  if (asked.has(year)) return
  asked.add(year)
  calendarApi.year(year).then(
    (answer) => answer.days.forEach((one) => (kinds[one.day] = one.kind)),
    () => asked.delete(year), // asked again when the year is next looked at
  )
}

// Holidays and worked weekends, by day; a year is fetched once, when one of its days is first asked for. Until then, and
// without network, no day is marked.
export function useWorkCalendar() {
  const { t } = useI18n()
  function kindOf(day: string): DayKind | null {
    if (day) fetchYear(Number(day.slice(0, 4)))
    return kinds[day] ?? null
  }
  const markOf = (day: string) => {
    const kind = kindOf(day)
    return kind ? t(`calendar.mark.${kind}`) : ''
  }
  const wordOf = (day: string) => {
    const kind = kindOf(day)
    return kind ? t(`calendar.word.${kind}`) : ''
  }
  return { kindOf, markOf, wordOf }
}
