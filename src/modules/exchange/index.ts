import { defineModule } from '../../platform/module.ts'
import { exchangeContract } from './contract.ts'
import { exchangeVerbs } from './service.ts'
import { forgetDrafts, unitsOfImport } from './service/imports.ts'

export const exchangeModule = defineModule({
  name: 'exchange',
  contract: exchangeContract,
  verbs: exchangeVerbs,
  scopes: { import: unitsOfImport },
  daily: [{ name: 'forget-import-drafts', at: '02:40', run: forgetDrafts }],
})
