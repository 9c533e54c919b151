import { expect, it } from 'vitest'
import { grouped, plainNumber } from './numbers'

it('groups whole parts and keeps decimals as they came', () => {
  expect(grouped(10412)).toBe('10,412')
  expect(grouped('2000.00')).toBe('2,000.00')
  expect(grouped('12345678901234567890.10')).toBe('12,345,678,901,234,567,890.10')
})
it('drops zeros behind the point in sentences', () => {
  expect(plainNumber('19.00')).toBe('19')
  expect(plainNumber('97.20')).toBe('97.2')
  expect(plainNumber('100')).toBe('100')
})
