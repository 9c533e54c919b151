import { describe, expect, it } from 'vitest'
import { ApiError } from '@/api/client'
import type { Session } from '@/api/types'
import { orKept, startOn } from './start'

const session = { account: { id: '11' }, today: '2026-09-17' } as Session
const kept = { at: '2026-09-17T02:00:00.000Z', session }

describe('a start without network', () => {
  it('lets the day move on', () => {
    expect(startOn(kept, new Date('2026-09-17T15:59:00Z'))?.today).toBe('2026-09-17')
    expect(startOn(kept, new Date('2026-09-17T16:01:00Z'))?.today).toBe('2026-09-18')
  })
  it('ends with the longest session', () => {
    expect(startOn(kept, new Date('2026-09-23T02:00:00Z'))?.today).toBe('2026-09-23')
    expect(startOn(kept, new Date('2026-09-24T02:00:00Z'))).toBeNull()
  })
  it('is told by the device only when no answer comes', async () => {
    const unreachable = Promise.reject(new ApiError(0, 'unreachable', ''))
    expect(await orKept(unreachable, async () => 'kept')).toEqual({ value: 'kept', fresh: false })
    expect(await orKept(Promise.resolve('told'), async () => 'kept')).toEqual({ value: 'told', fresh: true })
    await expect(orKept(Promise.reject(new ApiError(401, 'unauthenticated', '')), async () => 'kept')).rejects.toThrow()
    await expect(orKept(Promise.reject(new ApiError(0, 'unreachable', '')), async () => null)).rejects.toThrow()
  })
})
