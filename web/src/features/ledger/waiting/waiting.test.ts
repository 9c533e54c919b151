import { describe, expect, it } from 'vitest'
import { ApiError } from '@/api/client'
import type { Field, Ledger } from '@/api/types'
import { afterRefusal, isForLater, isUncertain, kUncertain, momentHere, refusalOf, uncertain, type Waiting } from './waiting'

const row: Waiting = { id: 'k', account: '11', ledger: 'activity', change: null, values: { a: 1 }, key: 'k', at: '2026-09-17T07:12:00.000Z', sentAt: '2026-09-17T07:13:00.000Z', fault: null }
const refusal = (status: number, code = 'x', message = '', fields = {}) => new ApiError(status, code, message, fields)
const ledger = (sensitivity: Field['sensitivity'], people = false) => ({ fields: [{ key: 'a', sensitivity }], people }) as unknown as Ledger

describe('what waits', () => {
  it('waits on while nobody answers, or the server is busy or at fault', () => {
    for (const status of [0, 401, 429, 500, 503]) expect([status, isForLater(refusal(status))]).toEqual([status, true])
    expect(afterRefusal(row, refusal(503))).toEqual(row)
  })
  it('comes back with its reason when it is refused', () => {
    for (const status of [400, 403, 404, 409, 413, 422]) expect([status, isForLater(refusal(status))]).toEqual([status, false])
    expect(afterRefusal(row, refusal(422, 'invalid_fields', '有几处要改。', { a: '请写数字。' }))).toEqual({
      ...row, sentAt: null, fault: { code: 'invalid_fields', message: '有几处要改。', fields: { a: '请写数字。' } },
    })
  })
  it('is not sent blindly once the server may have forgotten its key', () => {
    expect(isUncertain(row, new Date('2026-09-18T05:00:00Z'))).toBe(false)
    expect(isUncertain(row, new Date('2026-09-18T07:00:00Z'))).toBe(true)
    expect(isUncertain({ ...row, sentAt: null }, new Date('2026-12-01T00:00:00Z'))).toBe(false)
    expect(uncertain(row).fault?.code).toBe(kUncertain)
  })
  it('never is a confidential entry or a new person', () => {
    expect([refusalOf(ledger('internal')), refusalOf(ledger('confidential')), refusalOf(ledger('personal', true))]).toEqual(['', 'confidential', 'people'])
  })
  it('tells its moment in the time of Shanghai', () => {
    expect(momentHere('2026-09-17T17:12:00.000Z')).toBe('2026-09-18T01:12:00.000+08:00')
  })
})
