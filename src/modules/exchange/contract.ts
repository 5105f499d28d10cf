import { defineVerbs } from '../../kernel/verb.ts'
import { exportVerbs } from './contract/exports.ts'
import { importVerbs } from './contract/imports.ts'

export {
  COLUMN_FIELDS,
  FIELD_TITLES,
  IMPORT_STATUSES,
  type ImportField,
  MONEY_UNIT_NAMES,
} from './contract/fields.ts'

/** The verbs of tables in and out. */
export const exchangeContract = defineVerbs({ ...importVerbs, ...exportVerbs })
