import { apportionTotal, checkIds } from '../../kernel/commands.ts'
import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { sharesContract } from './contract.ts'
import { checkRegister } from './rules/check-register.ts'
import { assistanceVerbs } from './service/assistance.ts'
import { certificateVerbs } from './service/certificates.ts'
import { checkVerbs } from './service/checks.ts'
import { memberVerbs } from './service/members.ts'
import { registerVerbs } from './service/register.ts'
import { standingVerbs } from './service/standing.ts'

export const sharesVerbs: Verbs<typeof sharesContract, Ctx> = {
  ...registerVerbs,
  ...memberVerbs,
  ...checkVerbs,
  ...certificateVerbs,
  ...assistanceVerbs,
  ...standingVerbs,
  checkRegister,
  checkId: checkIds,
  apportion: apportionTotal,
}
