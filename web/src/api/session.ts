import { api } from './client'
import type { Account, Catalogue, Session } from './types'

export const sessionApi = {
  current: () => api.call<Session>('GET', '/session', { keepSignedOut: true }),
  signIn: (account: string, password: string) =>
    api.call<Session>('POST', '/session', { body: { account, password }, keepSignedOut: true }),
  signOut: () => api.call<void>('DELETE', '/session', { keepSignedOut: true }),
  changePassword: (old_password: string, new_password: string) =>
    api.call<void>('PATCH', '/account', { body: { old_password, new_password }, keepSignedOut: true }),
  accounts: () => api.get<{ accounts: Account[] }>('/accounts'),
  catalogue: () => api.get<Catalogue>('/catalogue'),
}
