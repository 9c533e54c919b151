import { useI18n } from 'vue-i18n'
import type { Entry, Field, FieldValue } from '@/api/types'
import { grouped } from './numbers'
import { useDates } from './useDates'
import { useTitle } from './useTitle'

// One value as people read it. Empty gives ''; the caller says 未填.
export function useFieldText() {
  const { t } = useI18n()
  const say = useTitle()
  const { dayText } = useDates()

  function valueText(field: Field, value: FieldValue | undefined): string {
    if (value === null || value === undefined || value === '') return ''
    const type = field.type === 'computed' ? (field.result_type ?? 'text') : field.type
    switch (type) {
      case 'choice':
        return say(field.choices?.find((choice) => choice.key === value)?.title) || String(value)
      case 'yes_no':
        return t(value === true ? 'common.yes' : 'common.no')
      case 'date':
        return dayText(String(value))
      case 'money':
        return grouped(Number(value).toFixed(2)) + (field.unit ?? '')
      case 'integer':
      case 'decimal':
        return grouped(value as string) + (field.unit ?? '')
      default:
        return String(value)
    }
  }

  // Of an entry: a mask is shown as it is, ids by the name behind them.
  function fieldText(field: Field, entry: Entry): string {
    const shown = entry.display[field.key]
    if (shown) return shown
    const value = entry.values[field.key]
    return entry.masked.includes(field.key) ? String(value ?? '') : valueText(field, value)
  }
  return { valueText, fieldText }
}
