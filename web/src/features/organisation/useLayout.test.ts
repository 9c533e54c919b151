import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { nextTick } from 'vue'
import { ApiError } from '@/api/client'
import { divisionsApi, type Division, type LayoutAnswer } from '@/api/divisions'
import { kWholeDepth, useLayout } from './useLayout'

vi.mock('vue-i18n', () => ({ useI18n: () => ({ t: (key: string) => key }) }))

const county: Division = { code: '330106000000', name: '西湖区', full_name: '浙江省杭州市西湖区', level: 'county', path: [], children: 12 }
const answer = (added: number, left: number): LayoutAnswer => ({
  division: county,
  above: { id: '1', name: '杭州市妇联' },
  rule: 'federation',
  rules: [],
  levels: [
    { level: 'county', present: 1, missing: 0, examples: [] },
    { level: 'street', present: 2, missing: 10, examples: ['文新街道妇联'] },
  ],
  added,
  left,
})
const settled = async () => {
  for (let i = 0; i < 6; i++) await nextTick()
}
const done = vi.fn()
let layOut: MockInstance<typeof divisionsApi.layOut>

beforeEach(() => {
  layOut = vi.spyOn(divisionsApi, 'layOut').mockResolvedValue(answer(0, 10))
})
afterEach(() => {
  vi.restoreAllMocks()
  done.mockReset()
})

describe('a layout', () => {
  it('says what it would add before it adds anything', async () => {
    const layout = useLayout(done)
    layout.division.value = county
    await settled()
    expect(layOut).toHaveBeenCalledTimes(1)
    expect(layOut).toHaveBeenCalledWith({ division: county.code, depth: kWholeDepth, dry_run: true })
    expect(layout.missing.value).toBe(10)
    expect(layout.present.value).toBe(3)
    expect(layout.depths.value).toEqual([0, 1])
  })

  it('goes on until nothing is left', async () => {
    const layout = useLayout(done)
    layout.division.value = county
    await settled()
    layOut.mockResolvedValueOnce(answer(6, 4)).mockResolvedValueOnce(answer(4, 0))
    await layout.run()
    expect(layout.added.value).toBe(10)
    expect(layout.finished.value).toBe(true)
    expect(done).toHaveBeenCalledTimes(1)
  })

  it('can be stopped between two parts', async () => {
    const layout = useLayout(done)
    layout.division.value = county
    await settled()
    layOut.mockImplementationOnce(async () => {
      layout.stopping.value = true
      return answer(6, 4)
    })
    await layout.run()
    expect(layout.added.value).toBe(6)
    expect(layout.finished.value).toBe(false)
    expect(layout.running.value).toBe(false)
  })

  it('asks for the organisation above when nothing tells it', async () => {
    layOut.mockRejectedValue(new ApiError(422, 'invalid_fields', '请选上级。', { under: '请选上级。' }))
    const layout = useLayout(done)
    layout.division.value = county
    await settled()
    expect(layout.underAsked.value).toBe(true)
    expect(layout.fault.value).toBe('请选上级。')
    layOut.mockResolvedValue(answer(0, 10))
    layout.under.value = '7'
    await settled()
    expect(layOut).toHaveBeenLastCalledWith({ division: county.code, under: '7', depth: kWholeDepth, dry_run: true })
    expect(layout.fault.value).toBe('')
    expect(layout.underAsked.value).toBe(true)
  })

  it('shows only the answer to the last wish', async () => {
    let answerFirst: (value: LayoutAnswer) => void = () => {}
    layOut.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)))
    const layout = useLayout(done)
    layout.division.value = county
    await settled()
    layOut.mockResolvedValueOnce(answer(0, 3))
    layout.depth.value = 1
    await settled()
    answerFirst(answer(0, 999))
    await settled()
    expect(layout.preview.value?.left).toBe(3)
  })
})
