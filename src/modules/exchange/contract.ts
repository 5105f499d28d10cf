import { defineVerbs } from '../../kernel/verb.ts'
import { exportVerbs } from './contract/exports.ts'
import { importVerbs } from './contract/imports.ts'

/** The verbs of tables in and out. */
export const exchangeContract = defineVerbs({ ...importVerbs, ...exportVerbs })
