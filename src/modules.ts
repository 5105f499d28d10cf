import { identityModule } from './modules/identity/index.ts'
import { proofModule } from './modules/proof/index.ts'
import type { Module } from './platform/module.ts'

/**
 * THE ordered list of modules. A module may import only the `index.ts` of modules above it; the tidy
 * test reads this order from here. Later modules react to earlier ones through the outbox.
 */
export const MODULES: readonly Module[] = [identityModule, proofModule]
