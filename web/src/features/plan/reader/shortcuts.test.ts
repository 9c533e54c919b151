import { describe, expect, it } from 'vitest'
import { commandOf } from './shortcuts'

function press(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, target: null, ...more } as KeyboardEvent
}
function inside(tag: string): Element {
  return document.createElement(tag)
}

describe('commandOf', () => {
  it('knows the letters of the reader', () => {
    expect(['j', 'k', 'm', 's', 'u', 'x', 'e', 'Enter'].map((key) => commandOf(press(key), true))).toEqual([
      'next', 'previous', 'measure', 'split', 'merge', 'drop', 'edit', 'accept',
    ])
    expect(commandOf(press('q'), true)).toBeNull()
  })

  it('is silent in fields, while an input method composes, and when letters are switched off', () => {
    expect(commandOf(press('m', { target: inside('input') }), true)).toBeNull()
    expect(commandOf(press('z', { ctrlKey: true, target: inside('textarea') }), true)).toBeNull()
    expect(commandOf(press('m', { isComposing: true }), true)).toBeNull()
    expect(commandOf(press('m'), false)).toBeNull()
    expect(commandOf(press('Enter'), false)).toBe('accept')
  })

  it('leaves Enter to a button that has the focus', () => {
    expect(commandOf(press('Enter', { target: inside('button') }), true)).toBeNull()
    expect(commandOf(press('j', { target: inside('button') }), true)).toBe('next')
  })

  it('undoes, redoes and saves', () => {
    expect(commandOf(press('z', { ctrlKey: true }), false)).toBe('undo')
    expect(commandOf(press('Z', { metaKey: true, shiftKey: true }), false)).toBe('redo')
    expect(commandOf(press('s', { ctrlKey: true, target: inside('input') }), true)).toBe('save')
  })
})
