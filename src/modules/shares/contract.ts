import { defineVerbs } from '../../kernel/verb.ts'
import { assistanceVerbs } from './contract/assistance.ts'
import { certificateVerbs } from './contract/certificates.ts'
import { checkVerbs } from './contract/checks.ts'
import { commandVerbs } from './contract/commands.ts'
import { memberVerbs } from './contract/members.ts'
import { registerVerbs } from './contract/register.ts'
import { standingVerbs } from './contract/standing.ts'

/** The verbs of the share register, its findings, certificates, assistance shares and what hangs on them. */
export const sharesContract = defineVerbs({
  ...registerVerbs,
  ...memberVerbs,
  ...checkVerbs,
  ...certificateVerbs,
  ...assistanceVerbs,
  ...standingVerbs,
  ...commandVerbs,
})
