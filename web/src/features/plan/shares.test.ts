import { describe, expect, it } from 'vitest'
import { dealByWeight, dealEvenly, dealOut, sharesBody, sumOf } from './shares'

const rows = [
  { organisation: '1', name: '石桥镇', weight: 12, amount: 0 },
  { organisation: '2', name: '柳湾镇', weight: 7, amount: 0 },
  { organisation: '3', name: '南屏乡', weight: 1, amount: 0 },
]

describe('dealOut', () => {
  it('always adds up', () => {
    for (let total = 0; total <= 60; total++) {
      expect(dealOut(total, [3, 1, 7, 2]).reduce((sum, one) => sum + one, 0)).toBe(total)
    }
  })

  it('gives what is left over to the largest remainders', () => {
    expect(dealOut(10, [1, 1, 1])).toEqual([4, 3, 3])
    expect(dealOut(5, [12, 7, 1])).toEqual([3, 2, 0])
  })

  it('deals nothing where there is nothing to go by', () => {
    expect(dealOut(10, [0, 0])).toEqual([0, 0])
    expect(dealOut(10, [])).toEqual([])
  })
})

it('deals to rows and sends only who takes something', () => {
  expect(dealEvenly(rows, 20).map((row) => row.amount)).toEqual([7, 7, 6])
  const weighed = dealByWeight(rows, 5)
  expect(sumOf(weighed)).toBe(5)
  expect(sharesBody(weighed)).toEqual([
    { organisation: '1', target_min: 3 },
    { organisation: '2', target_min: 2 },
  ])
  expect(sharesBody(weighed, ['3'])[2]).toEqual({ organisation: '3', target_min: 0 })
})
