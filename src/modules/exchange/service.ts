import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { exchangeContract } from './contract.ts'
import { exportVerbs } from './service/exports.ts'
import { importVerbs } from './service/imports.ts'

export const exchangeVerbs: Verbs<typeof exchangeContract, Ctx> = {
  ...importVerbs,
  ...exportVerbs,
}
