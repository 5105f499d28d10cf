import type { House } from '../../src/house.ts'
import { verification } from './chain.ts'
import { planning } from './planning.ts'
import { dividing } from './dividing.ts'
import { type Ground, openGround } from './ground.ts'
import { memory } from './memory.ts'
import { postingOverHttp } from './over-http.ts'
import { chainCost, hotMonth, postingRate } from './posting.ts'
import { history, reports } from './reports.ts'
import { takeCountyYear } from './taking.ts'

interface Place {
  readonly county: { readonly id: number; readonly unitId: string }
  readonly say: (line: string) => void
  /** The script that runs a memory job in a process of its own. */
  readonly script: string
  /** Only parts whose name begins so: 'P9'. */
  readonly only: string
}

/** Everything about the books. A part that fails says so, and the rest goes on. */
export async function books(house: House, { county, say, script, only }: Place): Promise<void> {
  const ground = await openGround(house, county, say)
  // The order matters: sizes before random postings, chains before the postings without a hash, history last.
  const parts: readonly [string, (ground: Ground) => Promise<void>][] = [
    ['P5 import', takeCountyYear],
    ['P11 verification', verification],
    ['P6 reports', reports],
    ['P2 API', postingOverHttp],
    ['P1 posting', postingRate],
    ['P4 hot month', hotMonth],
    ['P11 chain', chainCost],
    ['P9 distribution', dividing],
    ['P9 plans', planning],
    ['P12 memory', (one) => memory(one, script)],
    ['P8 history', history],
  ]
  try {
    for (const [name, part] of parts) {
      if (!name.startsWith(only)) continue
      try {
        await inTime(part(ground))
      } catch (error) {
        say(`${name} FAILED: ${reasonOf(error)}`)
      }
    }
  } finally {
    await ground.owner.end()
  }
}

const LIMIT_MS = 120_000

/** What hangs is given up, so that the rest is still measured. */
async function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>()
  const reason = new Error(`longer than ${LIMIT_MS / 1000} s`)
  const timer = setTimeout(() => reject(reason), LIMIT_MS)
  await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

function reasonOf(error: unknown): string {
  const faults =
    error instanceof Error && 'faults' in error ? JSON.stringify(error.faults).slice(0, 500) : ''
  return `${String(error)} ${faults}`
}
