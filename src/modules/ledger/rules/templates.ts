import { assert } from '../../../kernel/assert.ts'
import type { Template } from './template.ts'
import { agencyTemplates } from './templates/agency.ts'
import { assetTemplates } from './templates/assets.ts'
import { biologicalTemplates } from './templates/biological.ts'
import { contributionTemplates } from './templates/contributions.ts'
import { costTemplates } from './templates/costs.ts'
import { financeTemplates } from './templates/finance.ts'
import { grantTemplates } from './templates/grants.ts'
import { labourTemplates } from './templates/labour.ts'
import { landTemplates } from './templates/land.ts'
import { stockTemplates } from './templates/stock.ts'
import { tradeTemplates } from './templates/trade.ts'
import { yearEndTemplates } from './templates/year-end.ts'

/** Every posting template, in the order in which a bookkeeper looks for them. */
export const TEMPLATES: readonly Template[] = [
  ...tradeTemplates,
  ...agencyTemplates,
  ...stockTemplates,
  ...costTemplates,
  ...biologicalTemplates,
  ...labourTemplates,
  ...landTemplates,
  ...contributionTemplates,
  ...grantTemplates,
  ...assetTemplates,
  ...financeTemplates,
  ...yearEndTemplates,
]

const BY_ID: ReadonlyMap<string, Template> = new Map(TEMPLATES.map((one) => [one.id, one]))
assert(BY_ID.size === TEMPLATES.length, 'template ids are unique')

export const templateOf = (id: string): Template | null => BY_ID.get(id) ?? null
