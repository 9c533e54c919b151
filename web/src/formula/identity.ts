// The resident identity number (GB 11643-1999), as far as formulas speak of it.
import { parseDay } from './days'
import type { Day } from './types'

const kWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const kCheckCharacters = '10X98765432'

export function birthDate(number: string): Day | null {
  if (!/^\d{17}[\dX]$/.test(number)) return null
  const sum = kWeights.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  if (kCheckCharacters[sum % 11] !== number[17]) return null
  return parseDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)
}

export function sexOf(number: string): string | null {
  if (!birthDate(number)) return null
  return Number(number[16]) % 2 === 1 ? 'male' : 'female'
}
