import { describe, expect, it } from 'vitest'
import { bodyOf, comparisonOf, draftFrom, resume, targetOf } from './draft'
import { CodePoints } from './spans'
import { kPlanText, kReading, kSource } from './sample.test-data'

const kDefaults = { year: 2026, organisation: '7' }
const draft = draftFrom(kSource, kReading, kDefaults)
const text = new CodePoints(draft.text)

describe('draftFrom', () => {
  it('cuts one plan out of several and counts from its beginning', () => {
    expect(draft.text).toBe(kPlanText)
    const first = draft.measures[0]!
    expect(text.slice(first.source_from, first.source_to)).toBe(kReading.measures[0]!.text)
    const notice = draft.notices[0]!
    expect(text.slice(notice.from, notice.to)).toBe('《婚姻法》')
  })

  it('finds the places of numbers, window and partners', () => {
    const words = (span: { from: number; to: number }): string => text.slice(span.from, span.to)
    const [first, second] = draft.measures
    expect(first!.numbers.map(words)).toEqual(['20名'])
    expect(words(first!.windowMark!)).toBe('9至10月')
    expect(first!.partnerMarks.map(words)).toEqual(['县教育局'])
    expect(second!.numbers.map(words)).toEqual(['100户', '1至2次'])
  })

  it('dates windows in the plan’s year, and takes the whole year without one', () => {
    expect(draft.measures[0]).toMatchObject({ window_from: '2026-09-01', window_to: '2026-10-31' })
    expect(draft.measures[1]).toMatchObject({ window_from: '2026-01-01', window_to: '2026-12-31' })
  })

  it('asks to look only at what is doubtful', () => {
    expect(draft.measures.map((one) => one.accepted)).toEqual([true, false])
  })

  it('takes the year of today when the plan says none', () => {
    expect(draftFrom(kSource, { ...kReading, year: null }, { year: 2027, organisation: '7' }).year).toBe(2027)
  })
})

describe('targets', () => {
  it('tells floors, ranges and ceilings apart', () => {
    expect(comparisonOf({ min: 20, max: 20 })).toBe('at_least')
    expect(comparisonOf({ min: 50, max: null })).toBe('at_least')
    expect(comparisonOf({ min: 1, max: 2 })).toBe('range')
    expect(comparisonOf({ min: 0, max: 50 })).toBe('at_most')
  })

  it('leaves out the end that the comparison does not need', () => {
    const at = { from: 0, to: 1, unit: '场' }
    expect(targetOf({ ...at, min: 20, max: 20 })).toMatchObject({ target_min: 20, target_max: null })
    expect(targetOf({ ...at, min: 0, max: 50 })).toMatchObject({ target_min: null, target_max: 50 })
    expect(targetOf(undefined)).toMatchObject({ target_min: null, target_max: null, unit: '' })
  })
})

describe('bodyOf', () => {
  it('sends the contract’s fields and nothing of the desk', () => {
    const body = bodyOf(draft.measures[0]!, text)
    expect(Object.keys(body).sort()).toEqual(
      [
        'capability', 'chapter', 'comparison', 'indicator', 'owner_account', 'owner_organisation', 'owner_position',
        'partners', 'short', 'source_from', 'source_to', 'target_max', 'target_min', 'text', 'tracking', 'unit',
        'window_from', 'window_to',
      ].sort(),
    )
    expect(body.tracking).toBe('indicator')
  })

  it('tracks by evidence what has no indicator', () => {
    expect(bodyOf({ ...draft.measures[0]!, indicator: null }, text).tracking).toBe('evidence')
  })
})

it('a winter runs into the next year, and the 29th of February is the 28th in other years', () => {
  const winter = { ...kReading.measures[0]!, window: { text: '9至10月', from: '12-01', to: '02-29' } }
  const [measure] = draftFrom(kSource, { ...kReading, measures: [winter] }, kDefaults).measures
  expect(measure).toMatchObject({ window_from: '2026-12-01', window_to: '2027-02-28' })
})

it('a draft opened again keeps what nobody has looked at', () => {
  const saved = [{ ...bodyOf(draft.measures[1]!, text), accepted: false, question: draft.measures[1]!.question }]
  expect(resume(draft, saved)[0]).toMatchObject({ accepted: false, question: 'which_indicator' })
})

it('a draft opened again keeps its decisions and finds its marks', () => {
  const saved = [{ ...bodyOf(draft.measures[0]!, text), short: '改过的名字', target_min: 25 }]
  const [again] = resume(draft, saved)
  expect(again).toMatchObject({ short: '改过的名字', target_min: 25, accepted: true, indicators: ['31', '32'] })
  expect(again!.numbers).toHaveLength(1)
  expect(again!.windowMark).not.toBeNull()
})
