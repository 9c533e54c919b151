// What one value must be, as far as the browser can tell while it is typed. The server decides again.
import type { Field, FieldValue, Values } from '@/api/types'

export interface Fault {
  key: string // of locales, under form.fault
  words?: Record<string, string | number>
}

export const isEmpty = (value: FieldValue | undefined) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

// GB 11643-1999, ISO 7064 MOD 11-2.
export function hasRightChecksum(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0)
  return '10X98765432'[sum % 11] === id[17]
}

function phoneFault(text: string, short: boolean): Fault | null {
  const digits = text.replace(/[\s-]/g, '')
  if (short && /^1\d{2,4}$/.test(digits)) return null
  if (/^0\d{9,11}$/.test(digits)) return null
  if (!/^\d*$/.test(digits)) return { key: 'phoneDigits' }
  if (!digits.startsWith('1')) return { key: 'phoneStart' }
  if (digits.length < 11) return { key: 'phoneShort', words: { n: 11 - digits.length } }
  return digits.length > 11 ? { key: 'phoneLong', words: { n: digits.length - 11 } } : null
}

function idFault(text: string): Fault | null {
  const id = text.trim().toUpperCase()
  if (id.length !== 18) return { key: 'idLength', words: { n: id.length } }
  if (!/^\d{17}[\dX]$/.test(id)) return { key: 'idShape' }
  return hasRightChecksum(id) ? null : { key: 'idChecksum' }
}

function numberFault(field: Field, text: string): Fault | null {
  const scale = field.type === 'integer' ? 0 : (field.scale ?? (field.type === 'score' ? 0 : 2))
  const shape = scale === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+(\\.\\d{1,${scale}})?$`)
  if (!/^-?\d+(\.\d+)?$/.test(text)) return { key: 'number' }
  if (!shape.test(text)) return scale === 0 ? { key: 'whole' } : { key: 'scale', words: { n: scale } }
  if (!isEmpty(field.min) && Number(text) < Number(field.min)) return { key: 'min', words: { n: String(field.min) } }
  return !isEmpty(field.max) && Number(text) > Number(field.max) ? { key: 'max', words: { n: String(field.max) } } : null
}

function dayFault(field: Field, day: string, today: string): Fault | null {
  if (field.no_future && day > today) return { key: 'future' }
  if (typeof field.min === 'string' && day < field.min) return { key: 'min', words: { n: field.min } }
  return typeof field.max === 'string' && day > field.max ? { key: 'max', words: { n: field.max } } : null
}

function textFault(field: Field, text: string): Fault | null {
  const length = [...text].length
  if (field.max_length && length > field.max_length) return { key: 'long', words: { n: length - field.max_length, max: field.max_length } }
  return null
}

// GB 32100-2015; I, O, S, V and Z are not used.
function creditFault(text: string): Fault | null {
  const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  const code = text.replace(/\s/g, '').toUpperCase()
  if (code.length !== 18) return { key: 'creditLength', words: { n: code.length } }
  const sum = weights.reduce((total, weight, index) => total + weight * characters.indexOf(code[index] ?? ''), 0)
  const known = [...code].every((character) => characters.includes(character))
  return known && characters[(31 - (sum % 31)) % 31] === code[17] ? null : { key: 'creditChecksum' }
}

function countFault(field: Field, count: number): Fault | null {
  if (field.min_count && count < field.min_count) return { key: 'few', words: { n: field.min_count - count } }
  return field.max_count && count > field.max_count ? { key: 'many', words: { n: field.max_count } } : null
}

// Dates that must not precede or follow another field's.
export function orderFault(field: Field, values: Values): Fault | null {
  const day = values[field.key]
  const first = field.not_before ? values[field.not_before] : null
  const last = field.not_after ? values[field.not_after] : null
  if (typeof day !== 'string') return null
  if (typeof first === 'string' && day < first) return { key: 'before', words: { n: first } }
  return typeof last === 'string' && day > last ? { key: 'after', words: { n: last } } : null
}

// null: nothing wrong. Emptiness is not looked at here; it depends on the other fields.
export function checkValue(field: Field, value: FieldValue | undefined, today: string): Fault | null {
  if (isEmpty(value)) return null
  if (Array.isArray(value)) return countFault(field, value.length)
  const text = String(value).trim()
  switch (field.type) {
    case 'phone':
      return phoneFault(text, Boolean(field.short))
    case 'id_number':
      return idFault(text)
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percentage':
    case 'score':
      return numberFault(field, text)
    case 'credit_code':
      return creditFault(text)
    case 'date':
      return dayFault(field, text, today)
    case 'text':
    case 'long_text':
      return textFault(field, text)
    default:
      return null
  }
}

// As the server wants it: whole numbers as numbers, the rest as texts, empty as null.
export function sentValue(field: Field, value: FieldValue | undefined): FieldValue {
  if (isEmpty(value)) return null
  if (field.type === 'integer') return Number(value)
  if (field.type === 'id_number') return String(value).trim().toUpperCase()
  if (field.type === 'phone') return String(value).replace(/\s/g, '')
  return typeof value === 'string' ? value.trim() : (value as FieldValue)
}
