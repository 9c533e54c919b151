// Conditions of a list: from its address into words for the chips and into one formula for the server.
import type { Field } from '@/api/types'

// Keys of choices, "yes"/"no", or a range "from..to" with either end left out.
export type Conditions = Record<string, string>
export type ConditionKind = 'choice' | 'yes_no' | 'date' | 'number'

const quote = (text: string) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`
export const sinceDay = (key: string, day: string) => `${key} >= date('${day}')`

export function conditionKind(field: Field): ConditionKind | null {
  if (!field.filterable || field.retired) return null
  const type = field.type === 'computed' ? field.result_type : field.type
  if (type === 'choice' || type === 'yes_no' || type === 'date') return type
  return type === 'integer' || type === 'decimal' || type === 'money' ? 'number' : null
}

export function rangeOf(value: string): { from: string; to: string } {
  const [from = '', to = ''] = value.split('..')
  return { from, to }
}
export const rangeText = (from: string, to: string) => (from || to ? `${from}..${to}` : '')

function formulaOf(field: Field, value: string): string {
  const kind = conditionKind(field)
  if (kind === 'choice') {
    const keys = value.split(',').filter(Boolean)
    return keys.length === 1 ? `${field.key} == ${quote(keys[0] ?? '')}` : `${field.key} in [${keys.map(quote).join(', ')}]`
  }
  if (kind === 'yes_no') return value === 'yes' ? field.key : `!${field.key}`
  const { from, to } = rangeOf(value)
  const valid = kind === 'date' ? /^\d{4}-\d{2}-\d{2}$/ : /^-?\d+(\.\d+)?$/
  const side = (operator: string, end: string) => `${field.key} ${operator} ${kind === 'date' ? `date('${end}')` : end}`
  return [valid.test(from) ? side('>=', from) : '', valid.test(to) ? side('<=', to) : ''].filter(Boolean).join(' && ')
}

// One formula of all conditions; those of a view stand before, in brackets.
export function filterOf(fields: Field[], conditions: Conditions, viewFilter = ''): string {
  const parts = viewFilter ? [`(${viewFilter})`] : []
  for (const field of fields) {
    const value = conditions[field.key]
    if (!value || !conditionKind(field)) continue
    const part = formulaOf(field, value)
    if (part) parts.push(part)
  }
  return parts.join(' && ')
}
export const filterOfNumbers = (numbers: string[]) => `number in [${numbers.map(quote).join(', ')}]`

// The address: ?view=open&q=…&sort=-received_on&f.category=a,b&f.received_on=2026-09-01..
const kPrefix = 'f.'
export function conditionsFrom(query: Record<string, unknown>): Conditions {
  const found: Conditions = {}
  for (const [name, value] of Object.entries(query)) {
    if (name.startsWith(kPrefix) && typeof value === 'string' && value) found[name.slice(kPrefix.length)] = value
  }
  return found
}
export function conditionsTo(conditions: Conditions): Record<string, string> {
  const set = Object.entries(conditions).filter(([, value]) => value)
  return Object.fromEntries(set.map(([key, value]) => [kPrefix + key, value]))
}
