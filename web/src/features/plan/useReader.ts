import { computed, ref, shallowRef, watch } from 'vue'
import { ApiError } from '@/api/client'
import { useSession } from '@/stores/session'
import { bodyOf, draftFrom, resume } from './draft'
import type { Draft } from './draft'
import { findLocal, forgetLocal, keepLocal } from './localDraft'
import { plansApi } from './plansApi'
import { sharesBody } from './shares'
import type { ShareRow } from './shares'
import type { Id, PlanBody, Reading, ReadPlan } from './types'
import { useReview } from './useReview'
import type { Review } from './useReview'

export const kSteps = ['read', 'review', 'assign', 'adopt'] as const
export type ReaderStep = (typeof kSteps)[number]

const kSaveAfterMs = 2000

/** The whole way of a plan: read, check, hand out, adopt; with its drafts on the server and on this device. */
export function useReader() {
  const session = useSession()
  const account = computed(() => session.session?.account.id ?? '')
  const organisation = computed(() => session.session?.organisation.id ?? '')

  const step = ref<ReaderStep>('read')
  const reading = shallowRef<Reading | null>(null)
  const draft = shallowRef<Draft | null>(null)
  const review = shallowRef<Review | null>(null)
  const title = ref('')
  const year = ref(0)
  const shares = ref<Record<string, ShareRow[]>>({})
  const planId = ref<Id | null>(null)
  const revision = ref(0)
  const savedAt = ref('')
  const busy = ref(false)
  const error = shallowRef<ApiError | null>(null)
  const saveError = shallowRef<ApiError | null>(null)
  const local = shallowRef(findLocal(account.value))

  async function attempt(work: () => Promise<void>, fault = error): Promise<boolean> {
    fault.value = null
    try {
      await work()
      return true
    } catch (reason) {
      fault.value = reason instanceof ApiError ? reason : new ApiError(0, 'unexpected', String(reason))
      return false
    }
  }

  async function busily(work: () => Promise<void>): Promise<boolean> {
    busy.value = true
    const done = await attempt(work)
    busy.value = false
    return done
  }

  const defaults = () => ({
    year: Number(session.today.slice(0, 4)) || new Date().getFullYear(),
    organisation: organisation.value,
  })

  function open(next: Draft) {
    draft.value = next
    title.value = next.title
    year.value = next.year
    review.value = useReview(next, organisation.value)
    step.value = 'review'
    keep()
  }

  function choosePlan(plan: ReadPlan) {
    if (reading.value) open(draftFrom(reading.value.text, plan, defaults()))
  }

  const read = (file: Blob, name: string) =>
    busily(async () => {
      reading.value = await plansApi.read(file, name)
      planId.value = null
      const [only, ...others] = reading.value.plans
      if (only && others.length === 0) choosePlan(only)
    })

  function resumeLocal() {
    const kept = local.value
    if (!kept) return
    planId.value = kept.planId
    revision.value = kept.revision
    shares.value = kept.shares
    open({ ...kept.draft, measures: [...kept.measures], notices: [...kept.notices] })
    local.value = null
  }

  /** The server keeps the measures; where their numbers stand is read from the text again. */
  const resumeServer = (id: Id) =>
    busily(async () => {
      if (local.value?.planId === id) return resumeLocal()
      const { plan, chapters } = await plansApi.get(id)
      const found = await plansApi.read(new Blob([plan.source_text], { type: 'text/plain' }), 'plan.txt')
      const saved = plan.draft ?? chapters.flatMap((chapter) => chapter.measures)
      const whole: ReadPlan = {
        title: plan.title,
        level: null,
        year: plan.year,
        span: [0, Array.from(plan.source_text).length],
        measures: found.plans.flatMap((one) => one.measures),
        notices: found.plans.flatMap((one) => one.notices),
      }
      const fresh = draftFrom(plan.source_text, whole, defaults())
      planId.value = plan.id
      revision.value = plan.revision
      open({ ...fresh, measures: resume(fresh, saved) })
    })

  function body(adopt: boolean): PlanBody {
    const desk = review.value as Review
    return {
      title: title.value.trim(),
      year: year.value,
      organisation: organisation.value,
      source_text: desk.text.text,
      measures: desk.measures.value.map((measure) => ({
        ...bodyOf(measure, desk.text),
        ...(adopt ? {} : { accepted: measure.accepted, question: measure.question }),
      })),
      adopt,
    }
  }

  function keep() {
    const desk = review.value
    if (!desk || !draft.value) return
    const { text, headings } = draft.value
    keepLocal(account.value, {
      at: new Date().toISOString(),
      planId: planId.value,
      revision: revision.value,
      draft: { text, headings, title: title.value, year: year.value },
      measures: desk.measures.value,
      notices: desk.notices.value,
      shares: shares.value,
    })
  }

  async function send(adopt: boolean): Promise<void> {
    const { plan } = planId.value
      ? await plansApi.replace(planId.value, { ...body(adopt), revision: revision.value })
      : await plansApi.create(body(adopt))
    planId.value = plan.id
    revision.value = plan.revision
  }

  // Saves follow one another, so that each knows the revision that the last one made.
  let saving: Promise<unknown> = Promise.resolve()
  function save(): Promise<unknown> {
    saving = saving.then(() =>
      attempt(async () => {
        keep()
        await send(false)
        keep()
        savedAt.value = new Date().toTimeString().slice(0, 5)
      }, saveError),
    )
    return saving
  }

  let timer: ReturnType<typeof setTimeout> | null = null
  function stop() {
    if (timer) clearTimeout(timer)
    timer = null
  }
  function saveSoon() {
    stop()
    timer = setTimeout(saveNow, kSaveAfterMs)
  }
  /** On leaving and hiding: what waits is not waited for. */
  function saveNow() {
    if (!timer) return
    stop()
    void save()
  }

  watch(
    () => [review.value?.measures.value, title.value, year.value, shares.value],
    (_now, before) => {
      if (review.value && before[0]) saveSoon()
    },
  )

  /** Adopts the plan, then hands the shares on; the shares that did not arrive are counted, not lost silently. */
  async function adopt(): Promise<number | null> {
    stop()
    await saving
    let missed = 0
    const done = await busily(async () => {
      await send(true)
      missed = await handOut()
      forgetLocal(account.value)
    })
    return done ? missed : null
  }

  async function handOut(): Promise<number> {
    const chosen = (review.value?.measures.value ?? []).filter((one) => sharesBody(shares.value[one.key] ?? []).length > 0)
    if (chosen.length === 0 || !planId.value) return 0
    const rows = (await plansApi.get(planId.value)).chapters.flatMap((chapter) => chapter.measures)
    let missed = 0
    for (const measure of chosen) {
      const row = rows.find((one) => one.source_from === measure.source_from && one.source_to === measure.source_to)
      const sent = row && (await plansApi.share(row.id, sharesBody(shares.value[measure.key] ?? [])).catch(() => null))
      if (!sent) missed += 1
    }
    return missed
  }

  function startOver() {
    stop()
    forgetLocal(account.value)
    local.value = reading.value = review.value = draft.value = planId.value = null
    shares.value = {}
    savedAt.value = ''
    step.value = 'read'
  }

  return {
    step, reading, review, draft, title, year, shares, planId, savedAt, busy, error, saveError, local,
    read, choosePlan, resumeLocal, resumeServer, save, adopt, startOver, saveNow,
  }
}

export type Reader = ReturnType<typeof useReader>
