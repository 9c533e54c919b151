import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it, beforeEach } from 'vitest'
import { createApp } from 'vue'
import type { Field, Ledger, Values } from '@/api/types'
import { i18n } from '@/locales'
import { useSession } from '@/stores/session'
import { useEntryForm, type EntryForm, type FormOptions } from './useEntryForm'

const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({ key, type, title: { zh: key, en: key }, sensitivity: 'internal', section: 'a', ...more })
const text = (name: string) => ({ op: 'field', type: 'text', name })
const literal = (value: string) => ({ op: 'literal', type: 'text', value })
const is = (name: string, value: string) => ({ op: 'equal', type: 'boolean', args: [text(name), literal(value)] })

const ledger: Ledger = {
  id: 'help', title: { zh: '', en: '' }, entry_title: { zh: '', en: '' }, verb: { zh: '', en: '' }, capability: '', theme: '', revision: 1, views: [],
  sections: [{ key: 'a', title: { zh: '甲', en: 'A' } }, { key: 'b', title: { zh: '乙', en: 'B' } }],
  fields: [
    field('status', 'text', { default: 'open' }),
    field('held_on', 'date', { default: 'today', required: true }),
    field('reply', 'text', { visible_when: is('status', 'closed'), required_when: is('status', 'closed') }),
    field('phone', 'phone', { sensitivity: 'personal' }),
    field('count', 'integer', { section: 'b' }),
  ],
  checks: [
    { rule: { op: 'not_equal', type: 'boolean', args: [text('status'), literal('wrong')] }, message: { zh: '状态不对。', en: '' }, field: 'status' },
    { rule: { op: 'not_equal', type: 'boolean', args: [text('status'), literal('odd')] }, message: { zh: '请再看看。', en: '' }, field: 'status', warning: true },
  ],
  rights: { actions: [], clear: [], reveal: [] },
}

// Composables need a component around them.
function formOf(options: Partial<FormOptions> = {}): EntryForm {
  let form: EntryForm | undefined
  const app = createApp({ setup: () => ((form = useEntryForm({ ledger, ...options })), () => null) })
  app.use(i18n).mount(document.createElement('div'))
  return form as EntryForm
}
const keys = (form: EntryForm) => form.fields.value.map((one) => one.key)

describe('useEntryForm', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    const session = useSession()
    session.session = { today: '2026-09-17' } as NonNullable<typeof session.session>
  })

  it('begins with the defaults, today among them', () => {
    expect(formOf().values).toEqual({ status: 'open', held_on: '2026-09-17' })
  })
  it('shows and owes a field when its formula says so', () => {
    const form = formOf()
    expect(keys(form)).not.toContain('reply')
    form.set('status', 'closed')
    expect(keys(form)).toContain('reply')
    expect(form.faults.value.reply).toBe('请写reply。')
  })
  it('keeps quiet until a field has been left or saving was tried', () => {
    const form = formOf()
    form.set('phone', '1385550214')
    expect(form.errors.value).toEqual({})
    form.leave('phone')
    expect(form.errors.value.phone).toBe('手机号应为11位，还少1位。')
  })
  it('tells broken rules from warnings', () => {
    const form = formOf()
    form.leave('status')
    form.set('status', 'wrong')
    expect(form.errors.value.status).toBe('状态不对。')
    form.set('status', 'odd')
    expect(form.errors.value.status).toBeUndefined()
    expect(form.warnings.value.status).toBe('请再看看。')
  })
  it('sends what is filled in, and of an edit only what has changed', () => {
    const created = formOf()
    created.set('count', '45')
    expect(created.sent()).toEqual({ status: 'open', held_on: '2026-09-17', count: 45 })

    const before: Values = { status: 'closed', held_on: '2026-09-01', reply: '已告知', count: 3 }
    const edited = formOf({ initial: before, sections: ['a'] })
    edited.set('status', 'open')
    expect(edited.sent()).toEqual({ status: 'open', reply: null })
  })
  it('neither checks nor sends covered values', () => {
    const form = formOf({ initial: { status: 'open', held_on: '2026-09-01' }, locked: () => ['status', 'phone'] })
    form.triedToSave.value = true
    expect(keys(form)).toContain('reply')
    expect(form.faults.value).toEqual({})
    expect(form.sent()).toEqual({})
  })
  it('puts the words of the server at their field until it changes', () => {
    const form = formOf()
    form.refuse({ phone: '这个电话已登记。', elsewhere: '别处的错。' })
    expect(form.errors.value.phone).toBe('这个电话已登记。')
    expect(form.loose.value).toEqual(['别处的错。'])
    form.set('phone', '13855502147')
    expect(form.errors.value.phone).toBeUndefined()
  })
})
