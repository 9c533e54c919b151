// Values that hold several things: parts joined by commas, or rows as JSON.
import { parseScaled } from './numbers'

function rowsOf(value: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

const partsOf = (joined: string): string[] => (joined === '' ? [] : joined.split(','))

export const countMany = (value: string): number => (value.startsWith('[') ? rowsOf(value).length : partsOf(value).length)
export const includesPart = (joined: string, part: string): boolean => partsOf(joined).includes(part)

// null when no row holds a number there.
export function sumOfColumn(value: string, column: string, scale: number): bigint | null {
  let sum: bigint | null = null
  for (const row of rowsOf(value)) {
    const cell = row && typeof row === 'object' ? (row as Record<string, unknown>)[column] : null
    const number = typeof cell === 'string' || typeof cell === 'number' ? parseScaled(cell, scale) : null
    if (number !== null) sum = (sum ?? BigInt(0)) + number
  }
  return sum
}
