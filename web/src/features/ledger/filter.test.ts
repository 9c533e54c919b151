import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { conditionsFrom, conditionsTo, filterOf, filterOfNumbers } from './filter'

const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  key, type, title: { zh: key, en: key }, sensitivity: 'internal', filterable: true, ...more,
})
const fields = [
  field('category', 'choice'),
  field('danger', 'yes_no'),
  field('held_on', 'date'),
  field('people', 'integer'),
  field('name', 'text'),
  field('kept', 'choice', { filterable: false }),
]

describe('filterOf', () => {
  it('is empty without conditions', () => {
    expect(filterOf(fields, {})).toBe('')
  })
  it('compares one choice and lists several', () => {
    expect(filterOf(fields, { category: 'a' })).toBe("category == 'a'")
    expect(filterOf(fields, { category: 'a,b' })).toBe("category in ['a', 'b']")
  })
  it('bounds dates and numbers on the ends that are given', () => {
    expect(filterOf(fields, { held_on: '2026-09-01..' })).toBe("held_on >= date('2026-09-01')")
    expect(filterOf(fields, { people: '10..50' })).toBe('people >= 10 && people <= 50')
  })
  it('joins the conditions to those of the view', () => {
    expect(filterOf(fields, { danger: 'no' }, "a == 'x' || b")).toBe("(a == 'x' || b) && !danger")
  })
  it('lets no text out of its quotes', () => {
    expect(filterOf(fields, { category: "a' || true" })).toBe("category == 'a\\' || true'")
    expect(filterOf(fields, { held_on: "2026-09-01') || true.." })).toBe('')
  })
  it('ignores what cannot be filtered on', () => {
    expect(filterOf(fields, { name: 'x', kept: 'a', unknown: 'b' })).toBe('')
  })
  it('names entries by their numbers', () => {
    expect(filterOfNumbers(['求2026-0001', '求2026-0002'])).toBe("number in ['求2026-0001', '求2026-0002']")
  })
})

describe('the address', () => {
  it('keeps conditions and drops empty ones', () => {
    expect(conditionsTo({ category: 'a', danger: '' })).toEqual({ 'f.category': 'a' })
    expect(conditionsFrom({ 'f.category': 'a', view: 'open', 'f.empty': '' })).toEqual({ category: 'a' })
  })
})
