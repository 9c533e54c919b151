import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent } from 'vue'
import { ApiError } from '@/api/client'
import { i18n } from '@/locales'
import { plansApi } from '../plansApi'
import { boardRow } from '../sample.test-data'
import { useMeasure } from './useMeasure'
import type { MeasureDesk } from './useMeasure'

const row = boardRow({ id: '301', revision: 4, tracking: 'evidence', indicator: null })
const shares = [boardRow({ id: '401', organisation: '31', owner_organisation: '31', target_min: 8 })]
const changed = vi.fn()
let desk: MeasureDesk

beforeEach(async () => {
  setActivePinia(createPinia())
  changed.mockReset()
  vi.spyOn(plansApi, 'measure').mockResolvedValue({ measure: row, shares, months: [] })
  vi.spyOn(plansApi, 'history').mockResolvedValue({ history: [] })
  createApp(defineComponent({
    setup() {
      desk = useMeasure(changed)
      return () => null
    },
  })).use(i18n).mount(document.createElement('div'))
  desk.open('301')
  await flushPromises()
})
afterEach(() => vi.restoreAllMocks())

describe('useMeasure', () => {
  it('revises over the revision that is shown, and tells the board', async () => {
    const revise = vi.spyOn(plansApi, 'revise').mockResolvedValue({ ...row, revision: 5 })
    expect(await desk.revise({ manual_state: 'doing', evidence: '纪要' })).toBe(true)
    expect(revise).toHaveBeenCalledWith('301', { manual_state: 'doing', evidence: '纪要', revision: 4 })
    expect(changed).toHaveBeenCalledWith(row)
  })

  it('shows the fresh state after a conflict and says so', async () => {
    vi.spyOn(plansApi, 'revise').mockRejectedValue(new ApiError(409, 'conflict', ''))
    vi.mocked(plansApi.measure).mockResolvedValue({ measure: { ...row, revision: 9 }, shares, months: [] })
    expect(await desk.revise({ evidence: 'x' })).toBe(false)
    expect(desk.detail.value?.measure.revision).toBe(9)
    expect(desk.fault.value?.message).not.toBe('')
    expect(desk.saving.value).toBe(false)
  })

  it('takes a share back by sending nought for it', async () => {
    const share = vi.spyOn(plansApi, 'share').mockResolvedValue([])
    await desk.share([
      { organisation: '31', name: '', weight: 0, amount: 0 },
      { organisation: '32', name: '', weight: 0, amount: 5 },
      { organisation: '33', name: '', weight: 0, amount: 0 },
    ])
    expect(share).toHaveBeenCalledWith('301', [
      { organisation: '31', target_min: 0 },
      { organisation: '32', target_min: 5 },
    ])
  })

  it('has no history section without the right to it', async () => {
    vi.mocked(plansApi.history).mockRejectedValue(new ApiError(404, 'not_found', ''))
    desk.open('302')
    await flushPromises()
    expect(desk.history.value).toBeNull()
    expect(desk.error.value).toBeNull()
  })
})
