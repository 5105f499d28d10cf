import { defineVerbs } from '../../kernel/verb.ts'
import { measureVerbs } from './contract/measures.ts'
import { ownVerbs } from './contract/own.ts'
import { runVerbs } from './contract/runs.ts'
import { schemeVerbs } from './contract/schemes.ts'

/** Assessment: schemes, scores of towns and village secretaries, appeals and sign-off, proposals and decisions. */
export const assessmentContract = defineVerbs({
  ...schemeVerbs,
  ...runVerbs,
  ...ownVerbs,
  ...measureVerbs,
})
