import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useCatalogue } from '@/stores/catalogue'
import { useSession } from '@/stores/session'

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('@/pages/SignInPage.vue'), meta: { open: true } },
  { path: '/', name: 'today', component: () => import('@/features/workflow/TodayPage.vue') },
  { path: '/plans', name: 'plans', component: () => import('@/features/plan/PlansPage.vue') },
  { path: '/plans/read', name: 'plan-read', component: () => import('@/features/plan/PlanReaderPage.vue') },
  { path: '/plans/:id', name: 'plan', component: () => import('@/features/plan/PlanBoardPage.vue'), props: true },
  { path: '/write', name: 'write', component: () => import('@/features/ledger/WritePage.vue') },
  { path: '/ledgers', name: 'ledgers', component: () => import('@/features/ledger/LedgersPage.vue') },
  { path: '/ledgers/:ledger', name: 'ledger', component: () => import('@/features/ledger/LedgerPage.vue'), props: true },
  { path: '/ledgers/:ledger/new', name: 'entry-new', component: () => import('@/features/ledger/EntryNewPage.vue'), props: true, meta: { noTabs: true } },
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

// Everybody but the sign-in page waits for the session and the definitions. When the server is away the page itself
// says so (App.vue), hence the swallowed error.
router.beforeEach(async (to) => {
  const session = useSession()
  await session.load().catch(() => undefined)
  if (to.meta.open) return session.signedIn && to.name === 'sign-in' ? { name: 'today' } : true
  if (!session.signedIn) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
  await useCatalogue().load().catch(() => undefined)
  return true
})
