import { describe, expect, it } from 'vitest'
import { addDays, dayAndWeekday, dayText, daysBetween, momentText, nearDay, spanText } from './dates'

const kToday = '2026-09-17'

describe('days as people read them', () => {
  it('leave out this year and name the weekday', () => {
    expect(dayText('2026-09-17', kToday, 'zh-CN')).toBe('9月17日')
    expect(dayText('2025-03-08', kToday, 'zh-CN')).toBe('2025年3月8日')
    expect(dayAndWeekday('2026-09-17', kToday, 'zh-CN')).toBe('9月17日 周四')
    expect(dayAndWeekday('2026-03-08', kToday, 'en')).toBe('Sun 8 March')
  })
  it('say today, yesterday and tomorrow within a day', () => {
    expect(['2026-09-16', '2026-09-17', '2026-09-18', '2026-09-19'].map((day) => nearDay(day, kToday, 'zh-CN'))).toEqual(['昨天', '今天', '明天', '9月19日'])
    expect(momentText('2026-09-17T15:08:00.000+08:00', kToday, 'zh-CN')).toBe('今天 15:08')
    expect(momentText('2026-09-01T15:08:00.000+08:00', kToday, 'zh-CN')).toBe('9月1日')
  })
  it('say the month of a span once', () => {
    expect(spanText('2026-09-25', '2026-09-27', kToday, 'zh-CN')).toBe('9月25日至27日')
    expect(spanText('2026-09-30', '2026-10-07', kToday, 'zh-CN')).toBe('9月30日至10月7日')
    expect(spanText('2026-06-19', '2026-06-19', kToday, 'zh-CN')).toBe('6月19日')
    expect(spanText('2026-09-25', '2026-09-27', kToday, 'en')).toBe('25 to 27 September')
  })
  it('count over months and leap days', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
  })
})
