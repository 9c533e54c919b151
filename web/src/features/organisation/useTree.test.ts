import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/api/client'
import { useTree } from './useTree'

const list = vi.hoisted(() => vi.fn())
vi.mock('@/api/organisations', () => ({ organisationsApi: { list } }))

describe('the tree', () => {
  beforeEach(() => {
    list.mockReset().mockImplementation(({ parent }: { parent: string }) => Promise.resolve({ organisations: [{ id: `${parent}1` }] }))
  })
  it('fetches what is below once, when it is opened', async () => {
    const tree = useTree()
    await tree.toggle('2')
    await tree.toggle('2')
    await tree.toggle('2')
    expect([list.mock.calls.length, tree.opened.has('2'), tree.children['2']?.length]).toEqual([1, true, 1])
  })
  it('fetches again around what has changed, and nothing that nobody has opened', async () => {
    const tree = useTree()
    await tree.toggle('2')
    await tree.refresh(['2', '3', null, '2'])
    expect(list.mock.calls.map((call) => (call[0] as { parent: string }).parent)).toEqual(['2', '2'])
  })
  it('keeps the words of a refusal at its place until it is tried again', async () => {
    const tree = useTree()
    list.mockRejectedValueOnce(new ApiError(503, 'busy', '现在忙。'))
    await tree.toggle('2')
    expect(tree.faults['2']).toBe('现在忙。')
    await tree.fetchBelow('2')
    expect([tree.faults['2'], tree.children['2']?.length]).toEqual([undefined, 1])
  })
})
