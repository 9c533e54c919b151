import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createI18n } from 'vue-i18n'
import { divisionsApi, type Division } from '@/api/divisions'
import messages from '@/locales/zh-CN.json'
import DivisionPicker from './DivisionPicker.vue'

const tower = (code: string, city: string): Division & { match: 'name' } => ({
  code, name: '鼓楼区', full_name: `${city}鼓楼区`, level: 'county', children: 0, match: 'name',
  path: [{ code: '1', name: '江苏省' }, { code: '2', name: city }, { code, name: '鼓楼区' }],
})
const show = (modelValue: string | null = null) =>
  mount(DivisionPicker, { props: { id: 'd', modelValue }, global: { plugins: [createI18n({ legacy: false, locale: 'zh-CN', messages: { 'zh-CN': messages } })] } })

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the division picker', () => {
  it('shows the path of each hit and says that several fit', async () => {
    vi.spyOn(divisionsApi, 'find').mockResolvedValue({ divisions: [tower('320106000000', '南京市'), tower('320302000000', '徐州市')], total: 2, equally_good: 2 })
    const picker = show()
    const input = picker.get('input')
    await input.trigger('focus')
    await input.setValue('鼓楼区')
    await vi.advanceTimersByTimeAsync(300)
    expect(picker.findAll('[role=option]').map((hit) => hit.text())).toEqual(['鼓楼区 江苏省 › 南京市', '鼓楼区 江苏省 › 徐州市'])
    expect(picker.text()).toContain('有2个都对得上')
    await picker.findAll('[role=option]')[1]?.trigger('mousedown')
    expect(picker.emitted('update:modelValue')).toEqual([['320302000000']])
    expect((picker.emitted('picked')?.[0]?.[0] as Division).full_name).toBe('徐州市鼓楼区')
  })

  it('names a code that was chosen before', async () => {
    vi.spyOn(divisionsApi, 'get').mockResolvedValue({ division: tower('320106000000', '南京市') })
    const picker = show('320106000000')
    await flushPromises()
    expect(picker.text()).toContain('南京市鼓楼区')
  })

  it('shows a code that nobody knows as it is', async () => {
    vi.spyOn(divisionsApi, 'get').mockRejectedValue(new Error('gone'))
    const picker = show('999')
    await flushPromises()
    expect(picker.text()).toContain('999')
  })
})
