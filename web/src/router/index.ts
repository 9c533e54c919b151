import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteLocationRaw, type RouteRecordRaw } from 'vue-router'
import { ApiError } from '@/api/client'
import { useCatalogue } from '@/stores/catalogue'
import { useSession } from '@/stores/session'

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('@/pages/SignInPage.vue'), meta: { open: true } },
  { path: '/first-password', name: 'first-password', component: () => import('@/pages/FirstPasswordPage.vue'), meta: { open: true } },
  { path: '/', name: 'today', component: () => import('@/features/workflow/TodayPage.vue') },
  { path: '/plans', name: 'plans', component: () => import('@/features/plan/PlansPage.vue') },
  { path: '/plans/read', name: 'plan-read', component: () => import('@/features/plan/PlanReaderPage.vue') },
  { path: '/plans/:id', name: 'plan', component: () => import('@/features/plan/PlanBoardPage.vue'), props: true },
  { path: '/write', name: 'write', component: () => import('@/features/ledger/WritePage.vue') },
  { path: '/waiting', name: 'waiting', component: () => import('@/features/ledger/waiting/WaitingPage.vue') },
  { path: '/ledgers', name: 'ledgers', component: () => import('@/features/ledger/LedgersPage.vue') },
  { path: '/ledgers/:ledger', name: 'ledger', component: () => import('@/features/ledger/LedgerPage.vue'), props: true },
  { path: '/ledgers/:ledger/new', name: 'entry-new', component: () => import('@/features/ledger/EntryNewPage.vue'), props: true },
  { path: '/ledgers/:ledger/import', name: 'import', component: () => import('@/features/ledger/ImportPage.vue'), props: true },
  { path: '/ledgers/:ledger/:id', name: 'entry', component: () => import('@/features/ledger/EntryPage.vue'), props: true },
  { path: '/organisations', name: 'organisations', component: () => import('@/features/organisation/OrganisationsPage.vue') },
  { path: '/accounts', name: 'accounts', component: () => import('@/features/identity/AccountsPage.vue') },
  { path: '/account', name: 'account', component: () => import('@/features/identity/AccountPage.vue') },
  { path: '/:rest(.*)*', name: 'not-found', component: () => import('@/pages/NotFoundPage.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

// Who is not signed in signs in; who has a password that somebody else knows chooses her own first.
function wayOf(to: RouteLocationNormalized): RouteLocationRaw | null {
  const session = useSession()
  const then = to.meta.open ? to.query : to.fullPath === '/' ? {} : { to: to.fullPath }
  if (!session.signedIn) return to.name === 'sign-in' ? null : { name: 'sign-in', query: then }
  if (session.mustChoose) return to.name === 'first-password' ? null : { name: 'first-password', query: then }
  return to.meta.open ? { name: 'today' } : null
}

// Every page within the frame waits for the session and the definitions. A server that does not answer is said by App.vue.
router.beforeEach(async (to) => {
  const session = useSession()
  const unreachable = (reason: unknown) => {
    session.unreachable = reason instanceof ApiError ? reason : new ApiError(0, 'unexpected', String(reason))
  }
  await session.load().catch(unreachable)
  if (session.unreachable) return true
  const way = wayOf(to)
  if (way) return way
  if (!to.meta.open) await useCatalogue().load().catch(unreachable)
  return true
})
