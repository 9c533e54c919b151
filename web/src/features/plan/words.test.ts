import { describe, expect, it } from 'vitest'
import { boardRow } from './sample.test-data'
import { notePhrases, targetPhrase, windowPhrase } from './words'

const keys = (row: Parameters<typeof boardRow>[0]): string[] => notePhrases(boardRow(row)).map((one) => one.key)

describe('targetPhrase', () => {
  it('words each comparison', () => {
    expect(targetPhrase(boardRow()).key).toBe('target.atLeast')
    expect(targetPhrase(boardRow({ unit: '%', target_min: 95 })).key).toBe('target.share')
    expect(targetPhrase(boardRow({ comparison: 'range', target_min: 1, target_max: 2 })).values).toEqual({ min: 1, max: 2, unit: '场' })
    expect(targetPhrase(boardRow({ comparison: 'at_most', target_min: null, target_max: 5 })).key).toBe('target.atMost')
    expect(targetPhrase(boardRow({ target_min: null })).key).toBe('target.none')
  })
})

it('windowPhrase knows a year, a day and a range', () => {
  expect(windowPhrase('2026-01-01', '2026-12-31').key).toBe('window.year')
  expect(windowPhrase('2026-03-08', '2026-03-08').key).toBe('window.day')
  expect(windowPhrase('2026-09-01', '2026-10-31').days).toEqual({ from: '2026-09-01', to: '2026-10-31' })
})

describe('notePhrases', () => {
  it('says how late and how much is missing', () => {
    const [over, left] = notePhrases(boardRow({ status: 'overdue', days: -17, value: 5, target_min: 8, unit: '名' }))
    expect(over).toEqual({ key: 'note.over', values: { days: 17 } })
    expect(left).toEqual({ key: 'note.missing', values: { left: 3, unit: '名' } })
  })

  it('leaves the missing out for shares, ceilings and what is reached', () => {
    expect(keys({ status: 'overdue', days: -1, unit: '%', target_min: 95 })).toEqual(['note.over'])
    expect(keys({ status: 'overdue', days: -1, comparison: 'at_most', target_max: 5 })).toEqual(['note.over'])
    expect(keys({ status: 'due_soon', days: 3, value: 30 })).toEqual(['note.left'])
  })

  it('names the day for the calm states', () => {
    expect(notePhrases(boardRow({ status: 'done', done_on: '2026-03-29' }))[0]?.days).toEqual({ day: '2026-03-29' })
    expect(keys({ status: 'done', done_on: null })).toEqual([])
    expect(keys({ status: 'due_soon', days: 0, value: 24 })).toEqual(['note.today'])
    expect(keys({ status: 'not_yet' })).toEqual(['note.from'])
    expect(keys({ status: 'on_time' })).toEqual(['note.until'])
    expect(notePhrases(boardRow({ extended_to: '2027-01-31' }))[0]).toMatchObject({ key: 'note.extended', days: { day: '2027-01-31' } })
  })
})
