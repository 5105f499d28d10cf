import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { statementsContract } from './contract.ts'
import { checkVerbs } from './service/checks.ts'
import { exportVerbs } from './service/export.ts'
import { incomeVerbs } from './service/income.ts'
import { noteVerbs } from './service/notes.ts'
import { pageVerbs } from './service/ledger-pages.ts'
import { rollUpVerbs } from './service/roll-up.ts'
import { statementVerbs } from './service/statements.ts'
import { villageVerbs } from './service/villages.ts'

export const statementsVerbs: Verbs<typeof statementsContract, Ctx> = {
  ...statementVerbs,
  ...noteVerbs,
  ...pageVerbs,
  ...checkVerbs,
  ...rollUpVerbs,
  ...incomeVerbs,
  ...villageVerbs,
  ...exportVerbs,
}
