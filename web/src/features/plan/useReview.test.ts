import { beforeEach, describe, expect, it } from 'vitest'
import { draftFrom } from './draft'
import { kReading, kSource } from './sample.test-data'
import { useReview } from './useReview'
import type { Review } from './useReview'

let review: Review
const place = (words: string): number => review.text.find(words, 0, review.text.length)!.from
const keys = (): string[] => review.measures.value.map((one) => one.key)

beforeEach(() => {
  review = useReview(draftFrom(kSource, kReading, { year: 2026, organisation: '7' }), '7')
})

describe('useReview', () => {
  it('opens on the first card that waits', () => {
    expect(review.chosen.value).toBe('m2')
    expect(review.pending.value.map((one) => one.key)).toEqual(['m2'])
  })

  it('walks within what the filter shows and stops at the ends', () => {
    review.walk(-1)
    review.walk(-1)
    expect(review.chosen.value).toBe('m1')
    review.walk(1)
    review.walk(1)
    expect(review.chosen.value).toBe('m2')
    review.filter.value = 'pending'
    review.walk(-1)
    expect(review.chosen.value).toBe('m2')
  })

  it('accepting goes on to the next that waits', () => {
    review.doubt('m1')
    review.accept('m2')
    expect(review.chosen.value).toBe('m1')
    expect(review.pending.value.map((one) => one.key)).toEqual(['m1'])
  })

  it('undoes split, merge, drop and add in turn', () => {
    const whole = keys()
    expect(review.split(place('组织1至2次'))).toBe(true)
    expect(keys()).toHaveLength(3)
    expect(review.mergeUp('m2')).toBe(true)
    review.drop('m1')
    expect(review.add({ from: place('宣传《'), to: review.text.length })).toBe(true)
    expect(review.measures.value.some((one) => one.text === '宣传《婚姻法》')).toBe(true)
    for (const step of ['add', 'drop', 'merge', 'split']) {
      expect(review.lastStep.value).toBe(step)
      review.undo()
    }
    expect(keys()).toEqual(whole)
    expect(review.canUndo.value).toBe(false)
  })

  it('undo goes to what came back, and never leaves a choice that is gone', () => {
    review.choose('m1')
    review.drop('m1')
    review.undo()
    expect(review.chosen.value).toBe('m1')
    review.add({ from: place('宣传《'), to: review.text.length })
    review.undo()
    expect(keys()).toContain(review.chosen.value)
  })

  it('says when a command could do nothing, and then there is nothing to undo', () => {
    expect(review.split(0)).toBe(false)
    expect(review.mergeUp('m1')).toBe(false)
    expect(review.add({ from: place('20名'), to: place('20名') + 3 })).toBe(false)
    expect(review.canUndo.value).toBe(false)
  })

  it('after a drop the neighbour is chosen', () => {
    review.choose('m1')
    review.drop('m1')
    expect(review.chosen.value).toBe('m2')
    review.drop('m2')
    expect(review.chosen.value).toBeNull()
  })

  it('a seen notice is counted no more but stays marked', () => {
    expect(review.openNotices.value).toHaveLength(1)
    review.see('n1')
    expect(review.openNotices.value).toHaveLength(0)
    expect(review.lines.value[4]?.notices).toHaveLength(1)
  })

  it('lays the text out anew after a command', () => {
    review.drop('m1')
    expect(review.lines.value[3]?.segments.some((one) => one.measure === 'm1')).toBe(false)
    expect(review.ordinals.value.get('m2')).toBe(1)
  })
})
