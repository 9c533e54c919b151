// What this device keeps beyond a page's life, in IndexedDB: entries that wait for the network, and what is needed to start
// without it. Nothing of what others have written is kept here.
const kDatabase = 'niangjia'
const kStores = ['waiting', 'start'] as const
type StoreName = (typeof kStores)[number]

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const asked = indexedDB.open(kDatabase, 1)
    asked.onupgradeneeded = () => kStores.forEach((name) => asked.result.createObjectStore(name, { keyPath: 'id' }))
    asked.onsuccess = () => {
      // Another page with a newer version must not wait for this one.
      asked.result.onversionchange = () => {
        asked.result.close()
        opened = null
      }
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error ?? new Error('the device keeps nothing'))
  }).catch((reason: unknown) => {
    opened = null
    throw reason
  })
  return opened
}

// Resolves when the change is on the device's disk, rejects when the device is full or keeps nothing for this site.
async function run<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const options = { durability: 'strict' } as IDBTransactionOptions
    const transaction = database.transaction(name, mode, options)
    const request = work(transaction.objectStore(name))
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('not kept'))
  })
}

export interface Kept {
  id: string
}
export const device = {
  all: <T extends Kept>(name: StoreName) => run<T[]>(name, 'readonly', (store) => store.getAll() as IDBRequest<T[]>),
  get: <T extends Kept>(name: StoreName, id: string) => run<T | undefined>(name, 'readonly', (store) => store.get(id) as IDBRequest<T | undefined>),
  put: <T extends Kept>(name: StoreName, row: T) => run(name, 'readwrite', (store) => store.put(row)),
  drop: (name: StoreName, id: string) => run(name, 'readwrite', (store) => store.delete(id)),
}
