import { defineVerbs } from '../../kernel/verb.ts'
import { pointVerbs } from './contract/points.ts'
import { postingVerbs } from './contract/postings.ts'
import { promiseVerbs } from './contract/promises.ts'
import { reserveVerbs } from './contract/reserve.ts'
import { ruleVerbs } from './contract/rules.ts'

/** People for co-ops: who is sent to villages, the reserve, points and promises of Party members. */
export const talentContract = defineVerbs({
  ...ruleVerbs,
  ...postingVerbs,
  ...reserveVerbs,
  ...pointVerbs,
  ...promiseVerbs,
})
