import { expect, it } from 'vitest'
import { boardRow, decimal } from './plansApi'
import { boardRow as sample } from './sample.test-data'

it('decimals come as strings, numbers or not at all', () => {
  expect(decimal('97.20')).toBe(97.2)
  expect(decimal(0)).toBe(0)
  expect(decimal('')).toBeNull()
  expect(decimal(null)).toBeNull()
  expect(decimal(undefined)).toBeNull()
  expect(decimal('少于5')).toBeNull()
})

it('a board row has numbers where the answer had text', () => {
  const row = boardRow({ ...sample(), target_min: '24', value: '19.00', source_from: undefined })
  expect(row).toMatchObject({ target_min: 24, value: 19, expected: 17, source_from: 0, indicator: '29' })
  expect(boardRow({ ...sample(), indicator: { id: 'law_talks' } }).indicator).toBe('law_talks')
  expect(boardRow({ ...sample(), indicator: null }).indicator).toBeNull()
})
