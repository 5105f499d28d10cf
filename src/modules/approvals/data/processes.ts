import type { Process } from '../model.ts'
import { CONTRACT } from './processes/contract.ts'
import { FOUNDING } from './processes/founding.ts'
import { FOUR_DISCUSSIONS } from './processes/four-discussions.ts'
import { MEETING_REVIEW } from './processes/meeting-review.ts'
import { ADMISSION, DISSOLUTION, EXIT, EXPULSION } from './processes/member-motions.ts'
import { RISK } from './processes/risk.ts'
import { SPENDING } from './processes/spending.ts'
import { UNION_FOUNDING } from './processes/union-founding.ts'

/** The processes the product ships. A county may put its own version beside each. */
export const SHIPPED_PROCESSES: readonly Process[] = [
  FOUNDING,
  UNION_FOUNDING,
  FOUR_DISCUSSIONS,
  SPENDING,
  CONTRACT,
  RISK,
  MEETING_REVIEW,
  ADMISSION,
  EXIT,
  EXPULSION,
  DISSOLUTION,
]
