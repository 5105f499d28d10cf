import { defineVerbs } from '../../kernel/verb.ts'
import { assignmentVerbs } from './contract/assignments.ts'
import { listingVerbs } from './contract/listings.ts'
import { problemVerbs } from './contract/problems.ts'
import { reportVerbs } from './contract/reports.ts'

/** Supervision: problems, listed supervision, assignments and calls, the reports of week, month and quarter. */
export const supervisionContract = defineVerbs({
  ...problemVerbs,
  ...listingVerbs,
  ...assignmentVerbs,
  ...reportVerbs,
})
