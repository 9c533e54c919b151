import { useI18n } from 'vue-i18n'
import type { Entry, Field, FieldValue, Signature } from '@/api/types'
import { grouped } from './numbers'
import { useDates } from './useDates'
import { useTitle } from './useTitle'

// One value as people read it. Empty gives ''; the caller says 未填.
export function useFieldText() {
  const { t } = useI18n()
  const say = useTitle()
  const { dayText } = useDates()

  // "2026-Q3" is 2026年第3季度.
  function periodText(period: string): string {
    const [year, part = ''] = period.split('-')
    if (!part) return t('period.year', { year })
    const kind = { H: `half${part[1]}`, Q: 'quarter', T: 'term' }[part[0] ?? '']
    return kind ? t(`period.${kind}`, { year, n: Number(part[1]) }) : t('period.month', { year, n: Number(part) })
  }

  function valueText(field: Field, value: FieldValue | undefined): string {
    if (value === null || value === undefined || value === '') return ''
    const type = field.type === 'computed' ? (field.result_type ?? 'text') : field.type
    switch (type) {
      case 'choice':
        return say(field.choices?.find((choice) => choice.key === value)?.title) || String(value)
      case 'multi_choice':
        return (value as string[]).map((key) => say(field.choices?.find((choice) => choice.key === key)?.title) || key).join(t('common.listComma'))
      case 'rows':
        return t('form.rowsText', { n: (value as unknown[]).length })
      case 'signature':
        return t('form.signedBy', { name: (value as Signature).name })
      case 'date_time':
        return `${dayText(String(value).slice(0, 10))} ${String(value).slice(11, 16)}`
      case 'period':
        return periodText(String(value))
      case 'photos':
      case 'files':
        return t('form.filesText', { n: (value as unknown[]).length })
      case 'yes_no':
        return t(value === true ? 'common.yes' : 'common.no')
      case 'date':
        return dayText(String(value))
      case 'money':
        return grouped(Number(value).toFixed(2)) + (field.unit ?? '')
      case 'integer':
      case 'decimal':
      case 'percentage':
      case 'score':
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
