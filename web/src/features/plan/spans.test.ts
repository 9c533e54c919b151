import { describe, expect, it } from 'vitest'
import { CodePoints, contains, overlaps } from './spans'

describe('CodePoints', () => {
  it('is the identity for text of the basic plane', () => {
    const text = new CodePoints('资助春蕾女童20名。')
    expect(text.length).toBe(10)
    expect(text.toUnit(4)).toBe(4)
    expect(text.toPoint(4)).toBe(4)
    expect(text.slice(6, 9)).toBe('20名')
  })

  it('counts a surrogate pair as one', () => {
    const text = new CodePoints('𠮷村👩资助20名')
    expect(text.length).toBe(8)
    expect(text.slice(0, 1)).toBe('𠮷')
    expect(text.slice(5, 8)).toBe('20名')
    expect(text.toUnit(3)).toBe(5)
    expect(text.toPoint(5)).toBe(3)
  })

  it('gives the middle of a pair to its code point and keeps the end', () => {
    const text = new CodePoints('甲𠮷')
    expect(text.toPoint(2)).toBe(1)
    expect(text.toPoint(3)).toBe(2)
    expect(text.toUnit(2)).toBe(3)
  })

  it('keeps places outside the text at its ends', () => {
    const text = new CodePoints('甲𠮷')
    expect(text.toUnit(99)).toBe(3)
    expect(text.toUnit(-1)).toBe(0)
    expect(text.toPoint(99)).toBe(2)
  })

  it('goes there and back for every place', () => {
    const text = new CodePoints('a𠮷b👩‍👧c')
    for (let point = 0; point <= text.length; point++) {
      expect(text.toPoint(text.toUnit(point))).toBe(point)
    }
  })

  it('finds only inside the given span', () => {
    const text = new CodePoints('𠮷20名，20名')
    expect(text.find('20名', 0, 8)).toEqual({ from: 1, to: 4 })
    expect(text.find('20名', 2, 8)).toEqual({ from: 5, to: 8 })
    expect(text.find('20名', 2, 7)).toBeNull()
    expect(text.find('', 0, 8)).toBeNull()
  })

  it('trims blanks and closing marks', () => {
    const text = new CodePoints(' 𠮷村挂牌100户，\n')
    expect(text.trim({ from: 0, to: text.length })).toEqual({ from: 1, to: 9 })
    expect(text.trim({ from: 9, to: text.length })).toEqual({ from: 11, to: 11 })
  })
})

it('spans are half open', () => {
  expect(overlaps({ from: 0, to: 2 }, { from: 2, to: 3 })).toBe(false)
  expect(overlaps({ from: 0, to: 3 }, { from: 2, to: 3 })).toBe(true)
  expect(contains({ from: 0, to: 2 }, 2)).toBe(false)
  expect(contains({ from: 0, to: 2 }, 0)).toBe(true)
})
