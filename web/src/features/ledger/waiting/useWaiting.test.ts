import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/client'
import type { Session } from '@/api/types'
import { useSession } from '@/stores/session'
import { useWaiting } from './useWaiting'
import type { Waiting } from './waiting'

const kept = vi.hoisted(() => new Map<string, unknown>())
const sent = vi.hoisted(() => ({ create: vi.fn(), revise: vi.fn() }))
vi.mock('@/stores/device', () => ({
  device: {
    all: async () => [...kept.values()],
    get: async () => undefined,
    put: async (_name: string, row: { id: string }) => void kept.set(row.id, row),
    drop: async (_name: string, id: string) => void kept.delete(id),
  },
}))
vi.mock('@/api/entries', () => ({ entriesApi: sent }))

const row = (id: string, more: Partial<Waiting> = {}): Waiting => ({ id, account: '11', ledger: 'activity', change: null, values: { title: id }, key: id, at: `2026-09-17T0${id.length}:00:00Z`, sentAt: null, fault: null, ...more })

describe('the queue of a device', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    kept.clear()
    sent.create.mockReset().mockResolvedValue({})
    sent.revise.mockReset().mockResolvedValue({})
  })
  async function queue(...rows: Waiting[]) {
    rows.forEach((one) => kept.set(one.id, one))
    useSession().session = { account: { id: '11' } } as Session
    const waiting = useWaiting()
    await vi.waitFor(() => expect(waiting.uploading).toBe(false))
    await waiting.upload()
    await waiting.load()
    return waiting
  }

  it('sends the oldest first, each under its own key, and keeps nothing that went up', async () => {
    const waiting = await queue(row('bb'), row('a'), row('ccc', { change: { entry: '7', revision: 2 } }))
    expect(sent.create.mock.calls.map((call) => call[2])).toEqual(['a', 'bb'])
    expect(sent.revise).toHaveBeenCalledWith('activity', '7', 2, { title: 'ccc' }, 'ccc')
    expect(waiting.rows).toEqual([])
  })
  it('stops where no answer comes and remembers that it has tried', async () => {
    sent.create.mockRejectedValue(new ApiError(0, 'unreachable', ''))
    const waiting = await queue(row('a'), row('bb'))
    expect(waiting.waiting.map((one) => [one.id, one.sentAt !== null])).toEqual([['a', true], ['bb', false]])
  })
  it('goes past what is refused', async () => {
    sent.create.mockImplementation((_ledger: string, _values: unknown, key: string) => (key === 'a' ? Promise.reject(new ApiError(422, 'invalid_fields', '', { title: '太长。' })) : Promise.resolve({})))
    const waiting = await queue(row('a'), row('bb'))
    expect(waiting.returned.map((one) => [one.id, one.fault?.fields])).toEqual([['a', { title: '太长。' }]])
    expect(waiting.waiting).toEqual([])
  })
  it("leaves another account's rows alone", async () => {
    const waiting = await queue(row('a', { account: '12' }))
    expect([waiting.rows, sent.create.mock.calls.length, kept.size]).toEqual([[], 0, 1])
  })
  it('brings what may be there already back to the person', async () => {
    const waiting = await queue(row('a', { sentAt: '2020-01-01T00:00:00Z' }))
    expect([sent.create.mock.calls.length, waiting.returned[0]?.fault?.code]).toEqual([0, 'uncertain'])
  })
})
