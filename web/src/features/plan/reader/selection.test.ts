import { beforeEach, describe, expect, it } from 'vitest'
import { placeIn } from '../marks'
import { CodePoints } from '../spans'
import { selectedSpan } from './selection'

const text = new CodePoints('甲𠮷乙丙\n丁戊')
const place = (from: number, units: number): number => placeIn(text, from, units)
let root: HTMLElement

beforeEach(() => {
  document.body.innerHTML = ''
  root = document.createElement('div')
  root.innerHTML =
    '<p><span data-from="0">甲𠮷</span><b>7</b><span data-from="2">乙丙</span></p><p><span data-from="5">丁戊</span></p>'
  document.body.append(root)
})

function select(start: Node, startOffset: number, end: Node, endOffset: number): Selection {
  const range = document.createRange()
  range.setStart(start, startOffset)
  range.setEnd(end, endOffset)
  const selection = window.getSelection() as Selection
  selection.removeAllRanges()
  selection.addRange(range)
  return selection
}
const words = (index: number): Node => root.querySelectorAll('[data-from]')[index]?.firstChild as Node

describe('selectedSpan', () => {
  it('counts a pair as one place', () => {
    expect(selectedSpan(select(words(0), 1, words(1), 1), root, place)).toEqual({ from: 1, to: 3 })
  })

  it('a click is a caret', () => {
    expect(selectedSpan(select(words(1), 1, words(1), 1), root, place)).toEqual({ from: 3, to: 3 })
  })

  it('a triple click ends where the next line begins', () => {
    const next = root.querySelectorAll('p')[1] as Node
    expect(selectedSpan(select(words(0), 0, next, 0), root, place)).toEqual({ from: 0, to: 5 })
  })

  it('what lies elsewhere is no selection of the text', () => {
    const other = document.createElement('p')
    other.textContent = '别处'
    document.body.append(other)
    expect(selectedSpan(select(other.firstChild as Node, 0, other.firstChild as Node, 1), root, place)).toBeNull()
    expect(selectedSpan(null, root, place)).toBeNull()
  })
})
