import { describe, expect, it } from 'vitest'
import type { Field } from '@/api/types'
import { checkValue, hasRightChecksum, sentValue } from './fieldCheck'

const kToday = '2026-09-17'
const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({ key: 'f', type, title: { zh: '', en: '' }, sensitivity: 'internal', ...more })
const fault = (type: Field['type'], value: string, more: Partial<Field> = {}) => checkValue(field(type, more), value, kToday)

describe('checkValue', () => {
  it('says how many digits of a mobile number are missing', () => {
    expect(fault('phone', '1385550214')).toEqual({ key: 'phoneShort', words: { n: 1 } })
    expect(fault('phone', '138555002140')).toEqual({ key: 'phoneLong', words: { n: 1 } })
    expect(fault('phone', '13855502147')).toBeNull()
    expect(fault('phone', '0571-8765432')).toBeNull()
  })
  it('takes short numbers where the field does', () => {
    expect(fault('phone', '12338', { short: true })).toBeNull()
    expect(fault('phone', '12338')).toEqual({ key: 'phoneShort', words: { n: 6 } })
  })
  it('checks the last character of an identity number', () => {
    expect(hasRightChecksum('11010519491231002X')).toBe(true)
    expect(fault('id_number', '11010519491231002x')).toBeNull()
    expect(fault('id_number', '110105194912310021')).toEqual({ key: 'idChecksum' })
    expect(fault('id_number', '1101051949')).toEqual({ key: 'idLength', words: { n: 10 } })
  })
  it('keeps numbers whole, scaled and in bounds', () => {
    expect(fault('integer', '4.5')).toEqual({ key: 'whole' })
    expect(fault('integer', '四十')).toEqual({ key: 'number' })
    expect(fault('money', '2000.005', { scale: 2 })).toEqual({ key: 'scale', words: { n: 2 } })
    expect(fault('integer', '0', { min: 1 })).toEqual({ key: 'min', words: { n: '1' } })
    expect(fault('money', '2000.00', { scale: 2 })).toBeNull()
  })
  it('refuses a day ahead of today where none may be', () => {
    expect(fault('date', '2026-09-18', { no_future: true })).toEqual({ key: 'future' })
    expect(fault('date', '2026-09-17', { no_future: true })).toBeNull()
    expect(fault('date', '2026-09-18')).toBeNull()
  })
  it('counts characters, not code units', () => {
    expect(fault('text', '𠮷𠮷', { max_length: 2 })).toBeNull()
    expect(fault('text', '三个字', { max_length: 2 })).toEqual({ key: 'long', words: { n: 1, max: 2 } })
  })
  it('finds nothing wrong with an empty value', () => {
    expect(fault('phone', '')).toBeNull()
  })
})

describe('sentValue', () => {
  it('turns what is typed into what the server takes', () => {
    expect(sentValue(field('integer'), '45')).toBe(45)
    expect(sentValue(field('text'), ' 村文化室 ')).toBe('村文化室')
    expect(sentValue(field('text'), '')).toBeNull()
    expect(sentValue(field('yes_no'), false)).toBe(false)
    expect(sentValue(field('money'), '2000.5')).toBe('2000.5')
  })
})
