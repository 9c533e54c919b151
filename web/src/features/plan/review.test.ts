import { describe, expect, it } from 'vitest'
import { draftFrom } from './draft'
import { accept, add, doubt, drop, edit, editAll, measureAt, mergeUp, shortOf, split } from './review'
import { CodePoints } from './spans'
import { kReading, kSource } from './sample.test-data'

const kDefaults = { year: 2026, organisation: '7' }
const draft = draftFrom(kSource, kReading, kDefaults)
const text = new CodePoints(draft.text)
const measures = draft.measures
const place = (words: string): number => text.find(words, 0, text.length)!.from

describe('commands on measures', () => {
  it('leave the list they were given alone', () => {
    const before = JSON.stringify(measures)
    accept(measures, 'm2')
    drop(measures, 'm1')
    split(measures, 'm2', place('组织1至2次'), text, 'n')
    mergeUp(measures, 'm2', text)
    expect(JSON.stringify(measures)).toBe(before)
  })

  it('accepting settles the question, doubting keeps it open to edit', () => {
    expect(accept(measures, 'm2')[1]).toMatchObject({ accepted: true, question: null })
    expect(doubt(measures, 'm2')[1]).toMatchObject({ accepted: false, question: null })
  })

  it('edit touches one, editAll the chosen', () => {
    expect(edit(measures, 'm1', { owner_position: '部长' })[1]).toBe(measures[1])
    const owned = editAll(measures, new Set(['m1', 'm2']), { owner_organisation: '9' })
    expect(owned.map((one) => one.owner_organisation)).toEqual(['9', '9'])
  })

  it('drop of a stranger changes nothing', () => {
    expect(drop(measures, 'no')).toBe(measures)
    expect(drop(measures, 'm1').map((one) => one.key)).toEqual(['m2'])
  })
})

describe('split', () => {
  it('gives each half its own text, numbers and target', () => {
    const [, head, tail] = split(measures, 'm2', place('组织1至2次'), text, 'fresh')
    expect(head).toMatchObject({ key: 'm2', text: '挂牌100户', target_min: 100, unit: '户', indicator: '41' })
    expect(tail).toMatchObject({ key: 'fresh', text: '组织1至2次回访', target_min: 1, target_max: 2, comparison: 'range', indicator: null })
    expect([head?.accepted, tail?.accepted]).toEqual([false, false])
  })

  it('keeps partners only where they are named', () => {
    const [head, tail] = split(measures, 'm1', place('资助𠮷'), text, 'fresh')
    expect(head?.partners).toEqual(['县教育局'])
    expect(head?.windowMark).not.toBeNull()
    expect(tail?.partners).toEqual([])
    expect(tail).toMatchObject({ target_min: 20, indicator: '31' })
  })

  it('at an edge or outside changes nothing', () => {
    expect(split(measures, 'm2', measures[1]!.source_from, text, 'f')).toBe(measures)
    expect(split(measures, 'm2', 0, text, 'f')).toBe(measures)
    expect(split(measures, 'none', 3, text, 'f')).toBe(measures)
  })
})

describe('mergeUp', () => {
  it('is undone in sense by split: the span covers both', () => {
    const [joined, ...rest] = mergeUp(measures, 'm2', text)
    expect(rest).toHaveLength(0)
    expect(joined).toMatchObject({ key: 'm1', target_min: 20, unit: '名', accepted: false })
    expect(joined?.numbers).toHaveLength(3)
    expect(joined?.text.endsWith('回访')).toBe(true)
  })

  it('takes the target from below when above has none', () => {
    const bare = edit(measures, 'm1', { target_min: null, target_max: null, indicator: null })
    expect(mergeUp(bare, 'm2', text)[0]).toMatchObject({ target_min: 100, unit: '户', indicator: '41' })
  })

  it('of the first changes nothing', () => {
    expect(mergeUp(measures, 'm1', text)).toBe(measures)
  })
})

describe('add', () => {
  it('makes a measure in its place, without blanks and marks at its ends', () => {
    const from = place('宣传《')
    const made = add(measures, { from, to: text.length }, text, 'fresh', kDefaults)
    expect(made.map((one) => one.key)).toEqual(['m1', 'm2', 'fresh'])
    expect(made[2]).toMatchObject({ text: '宣传《婚姻法》', chapter: '一、关爱行动', tracking: 'evidence' })
  })

  it('refuses what is a measure already, and nothing at all', () => {
    expect(add(measures, { from: place('20名'), to: place('20名') + 3 }, text, 'f', kDefaults)).toBe(measures)
    expect(add(measures, { from: 3, to: 3 }, text, 'f', kDefaults)).toBe(measures)
  })
})

it('finds the measure under a place', () => {
  expect(measureAt(measures, place('20名'))?.key).toBe('m1')
  expect(measureAt(measures, 0)).toBeUndefined()
})

it('shortens to a line', () => {
  expect(shortOf('资 助\n女童')).toBe('资助女童')
  expect(Array.from(shortOf('𠮷'.repeat(40)))).toHaveLength(29)
})
