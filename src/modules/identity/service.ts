import type { Verbs } from '../../kernel/verb.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { identityContract } from './contract.ts'
import { matrix } from './rules.ts'
import {
  createAccounts,
  disableAccount,
  enableAccount,
  endSessions,
  listAccounts,
  listSessions,
  resetPassword,
  resetSecondFactor,
  unlockAccount,
} from './service/accounts.ts'
import { endGrant, findUnits, grantRoles } from './service/grants.ts'
import {
  changeOwnMail,
  changePassword,
  confirmSecondFactor,
  endOwnSessions,
  enrolSecondFactor,
  listOwnSessions,
  whoAmI,
} from './service/own.ts'
import { changeSecuritySettings, readSecuritySettings } from './service/settings.ts'
import { signIn, signOut } from './service/sign-in.ts'

export const identityVerbs: Verbs<typeof identityContract, Ctx> = {
  signIn,
  signOut,
  whoAmI,
  changeOwnMail,
  changePassword,
  enrolSecondFactor,
  confirmSecondFactor,
  listOwnSessions,
  endOwnSessions,
  listAccounts,
  createAccounts,
  disableAccount,
  enableAccount,
  resetPassword,
  grantRoles,
  endGrant,
  unlockAccount,
  resetSecondFactor,
  listSessions,
  endSessions,
  findUnits,
  readSecuritySettings,
  changeSecuritySettings,
  permissionMatrix: () => Promise.resolve(matrix()),
}
