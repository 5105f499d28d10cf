import { defineVerbs } from '../../kernel/verb.ts'
import { incomeVerbs } from './contract/income.ts'
import { noteVerbs } from './contract/notes.ts'
import { statementVerbs } from './contract/statements.ts'

/** What the books say: statements, ledgers, checks, roll-ups, income, and the books as text. */
export const statementsContract = defineVerbs({ ...statementVerbs, ...noteVerbs, ...incomeVerbs })
