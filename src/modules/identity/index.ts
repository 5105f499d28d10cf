import { clearOldKeys } from '../../platform/idempotency.ts'
import { defineModule } from '../../platform/module.ts'
import { identityContract } from './contract.ts'
import { identityVerbs } from './service.ts'
import { unitsOfAccount } from './store/accounts.ts'
import { clearOld } from './store/sessions.ts'

export { mailsOf } from './service/mail.ts'
export { colleaguesAt } from './store/colleagues.ts'
export { type InstalledCounty, installCounty } from './service/install.ts'

export const identityModule = defineModule({
  name: 'identity',
  contract: identityContract,
  verbs: identityVerbs,
  scopes: { account: unitsOfAccount },
  daily: [
    { name: 'identity.clear-sessions', at: '03:10', run: clearOld },
    { name: 'identity.clear-keys', at: '03:20', run: clearOldKeys },
  ],
})
