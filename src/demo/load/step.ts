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

/** Runs the calls one after the other, a few at a time, and tells how far it is. */
export async function each<T>(
  load: Load,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0
  let done = 0
  const worker = async (): Promise<void> => {
    for (let i = next++; i < items.length; i = next++) {
      await work(items[i] as T)
      done += 1
      load.tell(done / items.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

const AT_ONCE = 3
