import { describe, expect, it } from 'vitest'
import type { DayKind } from '@/api/calendar'
import { comingDays } from './comingDays'

const autumn: Record<string, DayKind> = { '2026-09-20': 'makeup', '2026-09-25': 'holiday', '2026-09-26': 'holiday', '2026-09-27': 'holiday' }
const kindOf = (day: string) => autumn[day] ?? null

describe('the coming days', () => {
  it('name the whole holiday, also where it ends beyond the span', () => {
    expect(comingDays(kindOf, '2026-09-17', 10)).toEqual({ holiday: { from: '2026-09-25', to: '2026-09-27' }, makeup: ['2026-09-20'] })
  })
  it('say what is left of a holiday on the way', () => {
    expect(comingDays(kindOf, '2026-09-26', 10).holiday).toEqual({ from: '2026-09-26', to: '2026-09-27' })
  })
  it('hold nothing in plain weeks', () => {
    expect(comingDays(kindOf, '2026-11-02', 10)).toEqual({ holiday: null, makeup: [] })
  })
})
