import { describe, expect, it } from 'vitest'
import { useHistory } from './useHistory'

describe('useHistory', () => {
  it('goes back and forth', () => {
    const history = useHistory([1])
    history.push([1, 2], 'add')
    history.push([2], 'drop')
    expect(history.lastStep.value).toBe('drop')
    history.undo()
    expect(history.state.value).toEqual([1, 2])
    history.undo()
    expect(history.state.value).toEqual([1])
    expect(history.canUndo.value).toBe(false)
    history.redo()
    history.redo()
    expect(history.state.value).toEqual([2])
    expect(history.canRedo.value).toBe(false)
  })

  it('forgets the future once something else is done', () => {
    const history = useHistory('a')
    history.push('b', 'one')
    history.undo()
    history.push('c', 'two')
    expect(history.canRedo.value).toBe(false)
    history.undo()
    expect(history.state.value).toBe('a')
  })

  it('takes no step for what changed nothing, and undo of nothing does nothing', () => {
    const same = ['x']
    const history = useHistory(same)
    history.push(same, 'nothing')
    expect(history.canUndo.value).toBe(false)
    history.undo()
    expect(history.state.value).toBe(same)
  })

  it('keeps the last two hundred steps', () => {
    const history = useHistory(0)
    for (let step = 1; step <= 300; step++) history.push(step, 'count')
    for (let step = 0; step < 300; step++) history.undo()
    expect(history.state.value).toBe(100)
  })
})
