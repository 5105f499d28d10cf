import type { CoopPlan } from '../model.ts'
import type { BooksWish } from '../plan/books.ts'
import type { Desk } from './sessions.ts'
import type { Load } from './step.ts'

/** Co-ops whose books are loaded together. Its name is part of the label of every call. */
export interface Batch {
  readonly name: string
  readonly unitId: string
  readonly coops: readonly CoopPlan[]
}

export interface Work {
  readonly load: Load
  readonly desk: Desk
  readonly wish: BooksWish
  /** Who keeps the books of the county, and who approves what that account prepared. */
  readonly keeper: string
  readonly approver: string
}
