import { computed, ref } from 'vue'
import type { Draft, DraftDefaults, DraftMeasure } from './draft'
import { layOut } from './marks'
import * as review from './review'
import { CodePoints } from './spans'
import type { Span } from './spans'
import { useHistory } from './useHistory'

export type Filter = 'all' | 'pending' | 'notices'
export type Step = 'accept' | 'doubt' | 'edit' | 'drop' | 'split' | 'merge' | 'add' | 'assign'

/** The desk of step 2: the measures with everything that can be done to them, and which one is lit. */
export function useReview(draft: Draft, organisation: string) {
  const defaults: DraftDefaults = { year: draft.year, organisation }
  const text = new CodePoints(draft.text)
  const history = useHistory<review.Measures>(draft.measures)
  const notices = ref(draft.notices)
  const lit = ref<string | null>(null)
  const chosen = ref<string | null>(draft.measures.find((one) => !one.accepted)?.key ?? draft.measures[0]?.key ?? null)
  const filter = ref<Filter>('all')
  let made = 0

  const measures = history.state
  const pending = computed(() => measures.value.filter((one) => !one.accepted))
  const openNotices = computed(() => notices.value.filter((one) => !one.seen))
  const ordinals = computed(() => new Map(measures.value.map((one, index) => [one.key, index + 1])))
  const shown = computed(() => {
    if (filter.value === 'pending') return pending.value
    if (filter.value === 'notices') return measures.value.filter(isNoticed)
    return measures.value
  })
  const lines = computed(() =>
    layOut(text, {
      measures: measures.value,
      notices: notices.value,
      title: draft.title,
      headings: draft.headings,
    }),
  )

  const lineOf = (place: number): number => lines.value.findIndex((line) => place >= line.from && place <= line.to)
  /** A notice belongs to the measures on its line. */
  function isNoticed(measure: DraftMeasure): boolean {
    return notices.value.some((notice) => {
      const line = lines.value[lineOf(notice.from)]
      return line !== undefined && measure.source_from <= line.to && measure.source_to >= line.from
    })
  }

  const fresh = (): string => `x${++made}-${Date.now().toString(36)}`

  /** Runs a command; true when it changed something. */
  function run(next: review.Measures, step: Step): boolean {
    const changed = next !== measures.value
    history.push(next, step)
    return changed
  }

  function choose(key: string | null) {
    chosen.value = key
    lit.value = key
  }

  function walk(by: 1 | -1) {
    const list = shown.value
    const at = list.findIndex((one) => one.key === chosen.value)
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + by, 0), list.length - 1)]
    if (next) choose(next.key)
  }

  /** Accepts and goes to the next one that still waits. */
  function accept(key: string) {
    const after = pending.value.filter((one) => one.key !== key)
    const from = ordinals.value.get(key) ?? 0
    run(review.accept(measures.value, key), 'accept')
    const next = after.find((one) => (ordinals.value.get(one.key) ?? 0) > from) ?? after[0]
    if (next) choose(next.key)
  }

  function drop(key: string) {
    const at = measures.value.findIndex((one) => one.key === key)
    if (run(review.drop(measures.value, key), 'drop')) choose((measures.value[at] ?? measures.value[at - 1])?.key ?? null)
  }

  function mergeUp(key: string): boolean {
    const upper = measures.value[measures.value.findIndex((one) => one.key === key) - 1]
    const changed = run(review.mergeUp(measures.value, key, text), 'merge')
    if (changed && upper) choose(upper.key)
    return changed
  }

  /** Without a caret inside the measure there is no place to cut. */
  function split(at: number): boolean {
    const under = review.measureAt(measures.value, at)
    return under !== undefined && run(review.split(measures.value, under.key, at, text, fresh()), 'split')
  }

  function add(selection: Span): boolean {
    const key = fresh()
    const changed = run(review.add(measures.value, selection, text, key, defaults), 'add')
    if (changed) choose(key)
    return changed
  }

  /** Goes to what has just come back or changed back. */
  function step(move: () => void) {
    const before = new Map(measures.value.map((one) => [one.key, one]))
    move()
    const back = measures.value.find((one) => before.get(one.key) !== one)
    if (back) choose(back.key)
    else if (!measures.value.some((one) => one.key === chosen.value)) choose(measures.value[0]?.key ?? null)
  }

  function see(key: string) {
    notices.value = notices.value.map((one) => (one.key === key ? { ...one, seen: true } : one))
  }

  return {
    text,
    measures,
    notices,
    lines,
    lit,
    chosen,
    filter,
    shown,
    pending,
    openNotices,
    ordinals,
    canUndo: history.canUndo,
    lastStep: history.lastStep,
    choose,
    walk,
    accept,
    doubt: (key: string) => run(review.doubt(measures.value, key), 'doubt'),
    edit: (key: string, patch: Partial<DraftMeasure>) => run(review.edit(measures.value, key, patch), 'edit'),
    assign: (keys: ReadonlySet<string>, patch: Partial<DraftMeasure>) =>
      run(review.editAll(measures.value, keys, patch), 'assign'),
    drop,
    mergeUp,
    split,
    add,
    see,
    undo: () => step(history.undo),
    redo: () => step(history.redo),
  }
}

export type Review = ReturnType<typeof useReview>
