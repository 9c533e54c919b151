import { useI18n } from 'vue-i18n'
import { plainNumber } from '@/composables/numbers'
import { useDates } from '@/composables/useDates'
import type { BoardRow, Day } from './types'
import { notePhrases, targetPhrase, windowPhrase } from './words'
import type { Phrase } from './words'

/** The phrases of words.ts in the language of the page. */
export function usePlanWords() {
  const { t } = useI18n()
  const { dayText } = useDates()

  function say(phrase: Phrase): string {
    const values: Record<string, string> = {}
    for (const [name, value] of Object.entries(phrase.values)) {
      values[name] = typeof value === 'number' ? plainNumber(value) : value
    }
    for (const [name, day] of Object.entries(phrase.days ?? {})) values[name] = dayText(day)
    return t(`plan.${phrase.key}`, values)
  }

  return {
    dayText,
    target: (row: Pick<BoardRow, 'target_min' | 'target_max' | 'unit' | 'comparison'>) => say(targetPhrase(row)),
    window: (from: Day, to: Day) => say(windowPhrase(from, to)),
    note: (row: BoardRow) => notePhrases(row).map(say).join(t('plan.note.comma')),
    /** The first thing only, where a line has no room for more. */
    shortNote: (row: BoardRow) => notePhrases(row).slice(0, 1).map(say).join(''),
  }
}
