import type { Process } from '../model.ts'
import { ASSESSMENT_RESULT } from './processes/assessment.ts'
import { BULLETIN } from './processes/bulletin.ts'
import { CONTEST_APPEAL, CONTEST_RESULT } from './processes/contest.ts'
import { CONTRACT } from './processes/contract.ts'
import { FOUNDING } from './processes/founding.ts'
import { FOUR_DISCUSSIONS } from './processes/four-discussions.ts'
import { LISTED_SUPERVISION } from './processes/listed-supervision.ts'
import { MEETING_REVIEW } from './processes/meeting-review.ts'
import { ADMISSION, DISSOLUTION, EXIT, EXPULSION } from './processes/member-motions.ts'
import {
  EXTENSION_BY_COUNTY,
  EXTENSION_BY_TOWN,
  PROBLEM_BY_COUNTY,
  PROBLEM_BY_TOWN,
  PROBLEM_OF_TOWN,
} from './processes/problem.ts'
import { RISK } from './processes/risk.ts'
import { SPENDING } from './processes/spending.ts'
import { SUPPORT_REQUEST } from './processes/support-request.ts'
import { TOWN_PLAN } from './processes/town-plan.ts'
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
  PROBLEM_BY_COUNTY,
  PROBLEM_BY_TOWN,
  PROBLEM_OF_TOWN,
  EXTENSION_BY_COUNTY,
  EXTENSION_BY_TOWN,
  LISTED_SUPERVISION,
  BULLETIN,
  CONTEST_RESULT,
  CONTEST_APPEAL,
  SUPPORT_REQUEST,
  ASSESSMENT_RESULT,
  TOWN_PLAN,
]
