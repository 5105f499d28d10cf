import { board } from './en/board.ts'
import { exchange } from './en/exchange.ts'
import { identity } from './en/identity.ts'
import { policy } from './en/policy.ts'
import { proof } from './en/proof.ts'
import { registry } from './en/registry.ts'
import { shares } from './en/shares.ts'
import { shell } from './en/shell.ts'
import type { Catalogue } from './translate.ts'
import type { zhCN } from './zh-CN.ts'

/** Every sentence of the desk, in English; a missing key does not compile. */
export const en: Catalogue<typeof zhCN> = {
  ...board,
  ...exchange,
  ...identity,
  ...policy,
  ...proof,
  ...registry,
  ...shares,
  ...shell,
}
