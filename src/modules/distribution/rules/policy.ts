import { type BookRules, DEFAULT_BOOK_RULES, type RuleInForce } from '../../policy/index.ts'

/** The rules a plan is judged by, as they count on the last day of its year. */
export type PlanPolicy = Pick<
  BookRules,
  | 'DIST-60'
  | 'DIST-ORDER'
  | 'DIST-RESERVE'
  | 'DIST-EQUALGRANT'
  | 'DIST-RESIDUAL'
  | 'DIST-COVER'
  | 'DIST-MEMBERS'
>
export type PlanRule = keyof PlanPolicy

/** The rules somebody's leaving is judged by. */
export type ExitPolicy = Pick<BookRules, 'EXIT-NOTICE' | 'EXIT-REFUND'>
export type ExitRule = keyof ExitPolicy

export type { BookRules, RuleInForce }

/** As the product ships them: what the pure commands judge by. */
export const DEFAULT_POLICY: BookRules = DEFAULT_BOOK_RULES
