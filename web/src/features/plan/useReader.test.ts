import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/client'
import { useSession } from '@/stores/session'
import { plansApi } from './plansApi'
import { boardRow, kReading, kSource } from './sample.test-data'
import type { Board, PlanBody, PlanSummary } from './types'
import { useReader } from './useReader'
import type { Reader } from './useReader'

const file = new Blob(['x'])
const summary = (revision: number): { plan: PlanSummary } => ({
  plan: { id: '9', title: 't', year: 2026, organisation: '7', organisation_name: '', state: 'draft', counts: {}, measures: 0, revision },
})
const second = { ...kReading, title: '第二份' }
let reader: Reader

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  setActivePinia(createPinia())
  useSession().session = {
    account: { id: '11', login: 'lin', name: '林晓梅' },
    positions: [],
    organisation: { id: '7', name: '青禾县妇联', kind: 'federation', level: 'county', path: [] },
    duties: ['plans'],
    today: '2026-09-17',
    version: '0',
    demo: true,
  }
  vi.spyOn(plansApi, 'read').mockResolvedValue({ text: kSource, plans: [kReading] })
  vi.spyOn(plansApi, 'create').mockResolvedValue(summary(1))
  vi.spyOn(plansApi, 'replace').mockResolvedValue(summary(2))
  reader = useReader()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('reading', () => {
  it('goes straight to the desk with one plan, and asks with several', async () => {
    await reader.read(file, 'a.txt')
    expect(reader.step.value).toBe('review')
    vi.mocked(plansApi.read).mockResolvedValue({ text: kSource, plans: [kReading, second] })
    const other = useReader()
    await other.read(file, 'a.txt')
    expect(other.step.value).toBe('read')
    other.choosePlan(second)
    expect(other.title.value).toBe('第二份')
  })

  it('keeps the answer of a reading that went wrong', async () => {
    vi.mocked(plansApi.read).mockRejectedValue(new ApiError(422, 'invalid', '没有读到文字。'))
    await reader.read(file, 'a.txt')
    expect(reader.error.value?.message).toBe('没有读到文字。')
    expect(reader.step.value).toBe('read')
  })
})

describe('drafts', () => {
  it('are saved two seconds after a change, first as new, then over the revision before', async () => {
    await reader.read(file, 'a.txt')
    await vi.advanceTimersByTimeAsync(5000)
    expect(plansApi.create).not.toHaveBeenCalled()
    reader.review.value?.accept('m2')
    await vi.advanceTimersByTimeAsync(2500)
    expect(plansApi.create).toHaveBeenCalledTimes(1)
    reader.review.value?.drop('m1')
    await vi.advanceTimersByTimeAsync(2500)
    const [id, body] = vi.mocked(plansApi.replace).mock.calls[0] as [string, PlanBody]
    expect(id).toBe('9')
    expect(body).toMatchObject({ revision: 1, adopt: false })
    expect(body.measures.map((one) => one.accepted)).toEqual([true])
  })

  it('go on from this device, with what was decided', async () => {
    await reader.read(file, 'a.txt')
    reader.review.value?.drop('m1')
    await vi.advanceTimersByTimeAsync(2500)
    const next = useReader()
    expect(next.local.value?.draft.title).toBe(kReading.title)
    next.resumeLocal()
    expect(next.review.value?.measures.value.map((one) => one.key)).toEqual(['m2'])
    expect(next.planId.value).toBe('9')
  })

  it('say when they could not be saved, and stay on this device', async () => {
    vi.mocked(plansApi.create).mockRejectedValue(new ApiError(0, 'unreachable', ''))
    await reader.read(file, 'a.txt')
    reader.review.value?.drop('m1')
    await vi.advanceTimersByTimeAsync(2500)
    expect(reader.saveError.value?.status).toBe(0)
    expect(useReader().local.value?.measures).toHaveLength(1)
  })
})

describe('adopting', () => {
  it('hands the shares to the measures that came of it, and forgets the draft', async () => {
    await reader.read(file, 'a.txt')
    const measure = reader.review.value!.measures.value[0]!
    reader.shares.value = { [measure.key]: [{ organisation: '31', name: '', weight: 0, amount: 20 }] }
    const row = boardRow({ id: '501', source_from: measure.source_from, source_to: measure.source_to })
    vi.spyOn(plansApi, 'get').mockResolvedValue({ chapters: [{ title: '', measures: [row] }] } as unknown as Board)
    const share = vi.spyOn(plansApi, 'share').mockResolvedValue([])
    expect(await reader.adopt()).toBe(0)
    expect(vi.mocked(plansApi.create).mock.calls[0]?.[0]).toMatchObject({ adopt: true, year: 2026 })
    expect(share).toHaveBeenCalledWith('501', [{ organisation: '31', target_min: 20 }])
    expect(useReader().local.value).toBeNull()
  })

  it('counts the shares that did not arrive', async () => {
    await reader.read(file, 'a.txt')
    reader.shares.value = { m1: [{ organisation: '31', name: '', weight: 0, amount: 20 }] }
    vi.spyOn(plansApi, 'get').mockResolvedValue({ chapters: [] } as unknown as Board)
    expect(await reader.adopt()).toBe(1)
  })

  it('that is refused leaves everything where it was', async () => {
    await reader.read(file, 'a.txt')
    vi.mocked(plansApi.create).mockRejectedValue(new ApiError(422, 'invalid', '请写计划名称。'))
    expect(await reader.adopt()).toBeNull()
    expect(reader.error.value?.message).toBe('请写计划名称。')
    expect(useReader().local.value).not.toBeNull()
  })
})
