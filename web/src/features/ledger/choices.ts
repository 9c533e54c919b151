// Which choices a field offers on this row. A choice that stands already stays offered.
import type { Choice, Field, FieldValue, FormulaTree, Values } from '@/api/types'

export function offeredChoices(field: Field, values: Values, says: (tree: FormulaTree) => boolean): Choice[] {
  const standing = values[field.key]
  const stands = (key: string) => standing === key || (Array.isArray(standing) && (standing as FieldValue[]).includes(key))
  const above = field.depends_on ? values[field.depends_on] : null
  return (field.choices ?? []).filter((choice) => {
    if (stands(choice.key)) return true
    if (choice.retired || (field.only_tag && !choice.tags?.includes(field.only_tag))) return false
    if (field.depends_on && choice.parent && choice.parent !== above) return false
    const rule = field.choice_when?.[choice.key]
    return !rule || says(rule)
  })
}
