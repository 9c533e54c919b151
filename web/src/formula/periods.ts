// The first and last day of "2026", "2026-H1", "2026-Q3", "2026-05", "2026-T1" (autumn term) and "2026-T2".
import { parseDay } from './days'
import type { Day } from './types'

interface Months {
  first: number
  count: number
  yearsOn?: number
}

function monthsOf(part: string): Months | null {
  if (part === '') return { first: 1, count: 12 }
  if (/^H[12]$/.test(part)) return { first: Number(part[1]) * 6 - 5, count: 6 }
  if (/^Q[1-4]$/.test(part)) return { first: Number(part[1]) * 3 - 2, count: 3 }
  if (part === 'T1') return { first: 9, count: 5 }
  if (part === 'T2') return { first: 2, count: 7, yearsOn: 1 }
  return /^(0[1-9]|1[0-2])$/.test(part) ? { first: Number(part), count: 1 } : null
}

const firstOf = (year: number, month: number): Day | null =>
  parseDay(`${year + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`)

export function spanOfPeriod(period: string): { from: Day; to: Day } | null {
  const found = /^((?:19|2[01])\d\d)(?:-(\w\w))?$/.exec(period)
  const months = found ? monthsOf(found[2] ?? '') : null
  if (!found || !months) return null
  const year = Number(found[1]) + (months.yearsOn ?? 0)
  const from = firstOf(year, months.first)
  const after = firstOf(year, months.first + months.count)
  return from && after ? { from, to: { days: after.days - 1 } } : null
}
