import { approvalsModule } from './modules/approvals/index.ts'
import { assessmentModule } from './modules/assessment/index.ts'
import { contestModule } from './modules/contest/index.ts'
import { developmentModule } from './modules/development/index.ts'
import { distributionModule } from './modules/distribution/index.ts'
import { dutyModule } from './modules/duty/index.ts'
import { exchangeModule } from './modules/exchange/index.ts'
import { foundingModule } from './modules/founding/index.ts'
import { governanceModule } from './modules/governance/index.ts'
import { helpModule } from './modules/help/index.ts'
import { identityModule } from './modules/identity/index.ts'
import { indicatorModule } from './modules/indicator/index.ts'
import { insightModule } from './modules/insight/index.ts'
import { ledgerModule } from './modules/ledger/index.ts'
import { messagesModule } from './modules/messages/index.ts'
import { policyModule } from './modules/policy/index.ts'
import { proofModule } from './modules/proof/index.ts'
import { registryModule } from './modules/registry/index.ts'
import { sharesModule } from './modules/shares/index.ts'
import { showcaseModule } from './modules/showcase/index.ts'
import { spendingModule } from './modules/spending/index.ts'
import { statementsModule } from './modules/statements/index.ts'
import { supervisionModule } from './modules/supervision/index.ts'
import { supportModule } from './modules/support/index.ts'
import { talentModule } from './modules/talent/index.ts'
import { tradeModule } from './modules/trade/index.ts'
import type { Module } from './platform/module.ts'

/**
 * THE ordered list of modules. A module may import only the `index.ts` of modules above it; the tidy
 * test reads this order from here. Later modules react to earlier ones through the outbox.
 */
export const MODULES: readonly Module[] = [
  identityModule,
  policyModule,
  registryModule,
  messagesModule,
  approvalsModule,
  spendingModule,
  ledgerModule,
  sharesModule,
  governanceModule,
  tradeModule,
  distributionModule,
  statementsModule,
  foundingModule,
  indicatorModule,
  supervisionModule,
  developmentModule,
  contestModule,
  helpModule,
  talentModule,
  assessmentModule,
  supportModule,
  dutyModule,
  showcaseModule,
  exchangeModule,
  proofModule,
  insightModule,
]
