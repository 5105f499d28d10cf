import type { Text } from '../../kernel/text.ts'
import type { CountyPlan } from '../model.ts'
import type { Door } from './door.ts'
import type { Ids } from './ids.ts'

/** A published list of divisions, as the importer takes it. */
export interface DivisionList {
  readonly vintage: string
  readonly effectiveFrom: string
  readonly source: string
  readonly csv: string
}

/** One county being loaded. */
export interface Load {
  readonly plan: CountyPlan
  readonly lists: readonly DivisionList[]
  readonly door: Door
  readonly ids: Ids
  /** An earlier load of this county was cut off: the step may find its own work already there. */
  readonly resumed: boolean
  /** How much of the present step is done, from 0 to 1. */
  readonly tell: (part: number) => void
}

/** A part of the load that is marked when it is done. */
export interface Step {
  readonly name: string
  readonly title: Text
  /** Its share of the whole time, in hundredths of a second on an idle machine. */
  readonly weight: number
  /** Must bear being run again after it was cut off. */
  readonly run: (load: Load) => Promise<void>
}

const AT_ONCE = 3

/**
 * Runs the calls a few at a time and tells how far it is. When one fails, no other begins, and those that
 * run are waited for: nothing of this load goes on behind the back of the next.
 */
export async function each<T>(
  load: Load,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values()
  let done = 0
  let failed = false
  const worker = async (): Promise<void> => {
    for (const item of waiting) {
      if (failed) return
      try {
        await work(item)
      } catch (error) {
        failed = true
        throw error
      }
      done += 1
      load.tell(done / items.length)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}
