import { describe, expect, it } from 'vitest'
import { draftFrom } from './draft'
import { layOut, placeIn } from './marks'
import { CodePoints } from './spans'
import { kReading, kSource } from './sample.test-data'

const draft = draftFrom(kSource, kReading, { year: 2026, organisation: '7' })
const text = new CodePoints(draft.text)
const lines = layOut(text, draft)

describe('layOut', () => {
  it('gives the text back unchanged', () => {
    expect(lines.map((line) => line.segments.map((one) => one.text).join('')).join('\n')).toBe(draft.text)
  })

  it('knows the title, headings and blank lines', () => {
    expect(lines.map((line) => line.kind)).toEqual(['title', 'blank', 'heading', 'body', 'body'])
  })

  it('boxes the number inside the ground of its measure', () => {
    const number = lines[3]?.segments.find((one) => one.number)
    expect(number).toMatchObject({ text: '20名', measure: 'm1', ordinal: null })
  })

  it('puts the chip before the first run only', () => {
    const runs = lines[3]?.segments.filter((one) => one.measure === 'm1') ?? []
    expect(runs.map((one) => one.ordinal)).toEqual([1, null, null, null, null])
    expect(runs.map((one) => one.text)).toEqual(['9至10月', '会同', '县教育局', '资助𠮷村女童', '20名'])
  })

  it('hangs a notice on its line', () => {
    expect(lines[4]?.notices.map((one) => one.text)).toEqual(['《婚姻法》'])
    expect(lines[3]?.notices).toEqual([])
  })

  it('carries a measure over a hard line break with one chip', () => {
    const wrapped = new CodePoints('资助女童\n20名')
    const measure = { ...draft.measures[0]!, source_from: 0, source_to: 8, numbers: [], windowMark: null, partnerMarks: [] }
    const laid = layOut(wrapped, { measures: [measure], notices: [], title: '', headings: [] })
    expect(laid.map((line) => line.segments.map((one) => [one.measure, one.ordinal]))).toEqual([
      [['m1', 1]],
      [['m1', null]],
    ])
  })
})

it('finds the place of a caret behind a pair', () => {
  const rare = new CodePoints('甲𠮷乙丙')
  expect(placeIn(rare, 1, 2)).toBe(2)
  expect(placeIn(rare, 0, 4)).toBe(3)
})
