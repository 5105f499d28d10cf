import type { In } from '../../api.ts'

/*
 * Visits that could not be sent: kept on the device with their photographs, each under the key it is sent with, so
 * that a visit whose answer was lost is not recorded twice.
 */

export interface Waiting {
  readonly key: string
  /** For the screen. */
  readonly coop: string
  readonly input: In<'recordVisit'>
}

const [NAME, STORE] = ['miaoqi-help', 'visits']

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.addEventListener('upgradeneeded', () =>
      asked.result.createObjectStore(STORE, { keyPath: 'key' }),
    )
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error ?? new Error('no storage')))
  })
}

async function ask<T>(
  mode: IDBTransactionMode,
  request: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const asked = request(database.transaction(STORE, mode).objectStore(STORE))
      asked.addEventListener('success', () => resolve(asked.result))
      asked.addEventListener('error', () => reject(asked.error ?? new Error('no storage')))
    })
  } finally {
    database.close()
  }
}

export const keep = (one: Waiting): Promise<unknown> => ask('readwrite', (store) => store.put(one))
export const drop = (key: string): Promise<unknown> =>
  ask('readwrite', (store) => store.delete(key))
export const waiting = (): Promise<readonly Waiting[]> =>
  ask('readonly', (store) => store.getAll() as IDBRequest<Waiting[]>)
