import { computed, reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Field, FieldValue, FormulaTree, Ledger, Values } from '@/api/types'
import { useTitle } from '@/composables/useTitle'
import { useSession } from '@/stores/session'
import { offeredChoices } from './choices'
import { checkValue, isEmpty, orderFault, sentValue } from './fieldCheck'
import { compute, holds, isTold } from './formulas'

export interface FormOptions {
  ledger: Ledger
  initial?: Values
  sections?: string[] // edit in place: only these
  locked?: () => string[] // covered values, neither shown nor checked nor sent
}

function defaultsOf(ledger: Ledger, today: string): Values {
  const values: Values = {}
  for (const field of ledger.fields) {
    if (field.default === undefined || field.default === null || field.retired) continue
    values[field.key] = field.type === 'date' && field.default === 'today' ? today : field.default
  }
  for (const field of ledger.fields) {
    if (!field.default_formula || field.retired) continue
    values[field.key] = compute(field.default_formula, { values, today }) ?? values[field.key] ?? null
  }
  return values
}

// The state of one form drawn from a definition: which fields stand there, what they hold, what is wrong with them.
export function useEntryForm(options: FormOptions) {
  const { ledger } = options
  const { t } = useI18n()
  const say = useTitle()
  const today = useSession().today
  const before: Values = { ...(options.initial ?? defaultsOf(ledger, today)) }
  const values = reactive<Values>({ ...before })
  const left = reactive(new Set<string>()) // fields that the person has been in and left
  const strange = reactive<Record<string, string>>({}) // typed and not understood (days)
  const refused = reactive<Record<string, string>>({}) // the server's word on a field, until it changes
  const triedToSave = ref(false)

  const isLocked = (key: string) => options.locked?.().includes(key) ?? false
  const live = ledger.fields.filter((field) => !field.retired)
  const wanted = (field: Field) => !options.sections || options.sections.includes(field.section ?? ledger.sections[0]?.key ?? '')

  // Computed fields are worked out in the order of the definition, so that one may stand on another.
  const row = computed(() => {
    const filled: Values = { ...values }
    for (const field of live) {
      if (field.type === 'computed' && field.formula) filled[field.key] = compute(field.formula, { values: filled, today }) ?? filled[field.key] ?? null
    }
    return { values: filled, today }
  })
  // What cannot be told here is left to the server: the field stands, the rule does not speak.
  const says = (tree: FormulaTree, otherwise: boolean) => (isTold(tree, isLocked) ? holds(tree, row.value) : otherwise)
  const isVisible = (field: Field) => !field.visible_when || says(field.visible_when, true)
  const isRequired = (field: Field) => Boolean(field.required) || (Boolean(field.required_when) && says(field.required_when, false))
  // As the entry stood: a change in the form does not lock the field that makes it.
  const isReadOnly = (field: Field) => Boolean(options.initial && field.read_only_when && holds(field.read_only_when, { values: before, today }))
  const choicesOf = (field: Field) => (field.choices ? offeredChoices(field, row.value.values, (tree) => says(tree, true)) : undefined)
  const fields = computed(() => live.filter((field) => wanted(field) && isVisible(field)))
  const sections = computed(() =>
    ledger.sections
      .map((section, index) => ({
        key: section.key,
        title: say(section.title),
        fields: fields.value.filter((field) => (field.section ?? ledger.sections[0]?.key) === section.key || (!field.section && index === 0)),
      }))
      .filter((section) => section.fields.some((field) => field.type !== 'computed') || (options.sections && section.fields.length)),
  )

  function owed(field: Field): string {
    const chosen = ['choice', 'multi_choice', 'yes_no', 'person', 'organisation', 'link', 'division'].includes(field.type)
    const sent = ['photos', 'files'].includes(field.type)
    return t(`form.fault.${chosen ? 'choose' : sent ? 'upload' : 'write'}`, { title: say(field.title) })
  }
  function ownFault(field: Field): string {
    if (field.type === 'computed' || isLocked(field.key)) return ''
    if (strange[field.key]) return t('form.fault.day', { text: strange[field.key] ?? '' })
    if (isEmpty(values[field.key])) return isRequired(field) ? owed(field) : ''
    const fault = (field.soft ? null : checkValue(field, values[field.key], today)) ?? orderFault(field, values)
    return fault ? t(`form.fault.${fault.key}`, fault.words ?? {}) : ''
  }

  const broken = computed(() => ledger.checks.filter((check) => !says(check.rule, true)))
  const faults = computed(() => {
    const found: Record<string, string> = {}
    for (const field of fields.value) {
      const fault = refused[field.key] || ownFault(field)
      if (fault) found[field.key] = fault
    }
    for (const check of broken.value) {
      if (!check.warning && check.field && !found[check.field]) found[check.field] = say(check.message)
    }
    return found
  })
  const isShown = (key: string) => triedToSave.value || left.has(key) || Boolean(refused[key])
  const errors = computed(() => Object.fromEntries(Object.entries(faults.value).filter(([key]) => isShown(key))))
  const warnings = computed(() => {
    const found: Record<string, string> = {}
    for (const field of fields.value) {
      const fault = field.soft && isShown(field.key) ? checkValue(field, values[field.key], today) : null
      if (fault) found[field.key] = t(`form.fault.${fault.key}`, fault.words ?? {})
    }
    for (const check of broken.value) if (check.warning && check.field && isShown(check.field)) found[check.field] = say(check.message)
    return found
  })
  // Broken rules that stand at no visible field.
  const loose = computed(() => {
    const visible = new Set(fields.value.map((field) => field.key))
    const rules = broken.value.filter((check) => !check.warning && (!check.field || !visible.has(check.field))).map((check) => say(check.message))
    const words = Object.entries(refused).filter(([key]) => !visible.has(key)).map(([, word]) => word)
    return options.sections ? words : [...rules, ...words]
  })

  function set(key: string, value: FieldValue) {
    values[key] = value
    delete refused[key]
  }
  const leave = (key: string) => left.add(key)
  const setStrange = (key: string, text: string) => (strange[key] = text)
  const changed = computed(() => JSON.stringify(values) !== JSON.stringify(before))

  // What goes to the server. A field that has become invisible is emptied; a new entry leaves out what is empty.
  function sent(): Values {
    const body: Values = {}
    for (const field of live) {
      if (field.type === 'computed' || isLocked(field.key) || (!wanted(field) && options.sections)) continue
      const value = isVisible(field) ? sentValue(field, values[field.key]) : null
      const old = sentValue(field, before[field.key])
      const same = JSON.stringify(value) === JSON.stringify(old)
      if (options.initial ? !same : value !== null) body[field.key] = value
    }
    return body
  }
  function refuse(words: Record<string, string>) {
    Object.assign(refused, words)
    triedToSave.value = true
  }
  function fill(from: Values) {
    Object.assign(values, from)
  }

  return {
    values, row, fields, sections, errors, faults, warnings, loose, changed, triedToSave,
    before, isRequired, isLocked, isReadOnly, choicesOf, set, leave, setStrange, sent, refuse, fill,
  }
}
export type EntryForm = ReturnType<typeof useEntryForm>
