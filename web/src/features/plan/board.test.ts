import { describe, expect, it } from 'vitest'
import { byChapter, byMonth, byOwner, byStatus, countsOf, deadlineOf, goalOf, narrowed, notchOf, ownerOf, totalOf, withRow } from './board'
import { boardRow } from './sample.test-data'

const done = boardRow({ id: '1', status: 'done', value: 18, target_min: 18, expected: 18, window_to: '2026-06-30' })
const late = boardRow({ id: '2', status: 'overdue', window_to: '2026-08-31', owner_name: '苏文秀' })
const going = boardRow({ id: '3', status: 'on_time', expected: 14 })

describe('counts', () => {
  it('count each status and add up', () => {
    const counts = countsOf([done, late, going, going])
    expect(counts).toEqual({ done: 1, overdue: 1, on_time: 2 })
    expect(totalOf(counts)).toBe(4)
  })
})

describe('notchOf', () => {
  it('stands where the server says', () => expect(notchOf(going)).toBe(14))
  it('is left out when done, for small targets and when nothing is expected', () => {
    expect(notchOf(done)).toBeNull()
    expect(notchOf(boardRow({ target_min: 3, expected: 2 }))).toBeNull()
    expect(notchOf(boardRow({ expected: null }))).toBeNull()
  })
})

it('the goal of a ceiling is its upper end', () => {
  expect(goalOf(boardRow({ comparison: 'at_most', target_min: null, target_max: 5 }))).toBe(5)
  expect(goalOf(boardRow({ comparison: 'range', target_min: 1, target_max: 2 }))).toBe(1)
  expect(goalOf(boardRow({ target_min: null }))).toBeNull()
})

it('an extension moves the deadline', () => {
  expect(deadlineOf(boardRow({ extended_to: '2026-11-30' }))).toBe('2026-11-30')
})

it('an owner is a position and a person, or the organisation', () => {
  expect(ownerOf(boardRow({ owner_position: '家儿部', owner_name: '苏文秀' }))).toBe('家儿部 · 苏文秀')
  expect(ownerOf(boardRow({ owner_position: '', owner_organisation_name: '石桥镇妇联', owner_name: null }))).toBe('石桥镇妇联')
})

describe('groups', () => {
  const rows = [going, late, done]
  it('by month stand in the order of the year', () => {
    expect(byMonth(rows).map((group) => group.key)).toEqual(['2026-06', '2026-08', '2026-12'])
  })
  it('by owner put the late ones first', () => {
    expect(byOwner(rows)[0]?.rows).toEqual([late])
  })
  it('keep only what a status leaves, with the counts of all', () => {
    const groups = byChapter([{ title: '一', measures: [done, late] }, { title: '二', measures: [going] }])
    const left = narrowed(groups, 'overdue')
    expect(left.map((group) => group.title)).toEqual(['一'])
    expect(left[0]?.rows).toEqual([late])
    expect(left[0]?.counts).toEqual({ done: 1, overdue: 1 })
    expect(narrowed(groups, null)).toHaveLength(2)
  })
  it('byStatus without a status keeps all', () => expect(byStatus(rows, null)).toEqual(rows))
})

it('a fresh row is put in place and counted', () => {
  const board = { chapters: [{ title: '一', measures: [late, going] }], counts: countsOf([late, going]) }
  const next = withRow(board, { ...late, status: 'done' })
  expect(next.counts).toEqual({ done: 1, on_time: 1 })
  expect(board.counts).toEqual({ overdue: 1, on_time: 1 })
})
