import { beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '@/api/types'
import { countDrafts, dropDraft, dropDrafts, loadDraft, saveDraft } from './drafts'

const ledger = (id: string, sensitivity: 'internal' | 'confidential'): Ledger => ({
  id, title: { zh: '', en: '' }, entry_title: { zh: '', en: '' }, verb: { zh: '', en: '' }, capability: '', theme: '', revision: 1, sections: [], checks: [], views: [],
  fields: [{ key: 'a', title: { zh: '', en: '' }, type: 'text', sensitivity }], rights: { actions: [], clear: [], reveal: [] },
})
const now = new Date('2026-09-17T07:12:00Z')

describe('drafts', () => {
  beforeEach(() => localStorage.clear())
  it('come back as they were written, per account', () => {
    saveDraft('11', ledger('activity', 'internal'), { a: '在村文化室' }, now)
    expect(loadDraft('11', ledger('activity', 'internal'))).toEqual({ at: '2026-09-17T07:12:00.000Z', values: { a: '在村文化室' } })
    expect(loadDraft('12', ledger('activity', 'internal'))).toBeNull()
  })
  it('never write confidential ledgers to the device', () => {
    saveDraft('11', ledger('help', 'confidential'), { a: '被推倒' }, now)
    expect(localStorage.length).toBe(0)
    expect(loadDraft('11', ledger('help', 'confidential'))?.values).toEqual({ a: '被推倒' })
    dropDraft('11', ledger('help', 'confidential'))
    expect(loadDraft('11', ledger('help', 'confidential'))).toBeNull()
  })
  it('are gone when dropped', () => {
    saveDraft('11', ledger('activity', 'internal'), { a: 'x' }, now)
    dropDraft('11', ledger('activity', 'internal'))
    expect(loadDraft('11', ledger('activity', 'internal'))).toBeNull()
  })
  it('leave the device with the account that signs out, and with no other', () => {
    for (const account of ['11', '12']) {
      saveDraft(account, ledger('activity', 'internal'), { a: 'x' }, now)
      saveDraft(account, ledger('help', 'confidential'), { a: 'y' }, now)
    }
    expect(countDrafts('11')).toBe(2)
    dropDrafts('11')
    expect([countDrafts('11'), countDrafts('12')]).toEqual([0, 2])
    expect(loadDraft('11', ledger('help', 'confidential'))).toBeNull()
  })
})
