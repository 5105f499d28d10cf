import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { talentContract } from './contract.ts'
import { pointVerbs } from './service/points.ts'
import { postingVerbs } from './service/postings.ts'
import { promiseVerbs } from './service/promises.ts'
import { reserveVerbs } from './service/reserve.ts'
import { ruleVerbs } from './service/rules.ts'

export const talentVerbs: Verbs<typeof talentContract, Ctx> = {
  ...ruleVerbs,
  ...postingVerbs,
  ...reserveVerbs,
  ...pointVerbs,
  ...promiseVerbs,
}
