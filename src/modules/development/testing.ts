import { z } from 'zod'
import { rulesSchema } from './contract/words.ts'
import { SHIPPED_RULES } from './data/rules.ts'

/** The rules that the product ships, as a county's version keeps them. */
export const sweepRules: unknown = z.encode(rulesSchema, {
  ...SHIPPED_RULES,
  tests: SHIPPED_RULES.tests.map((test) => ({
    ...test,
    title: { ...test.title },
    cure: { ...test.cure },
  })),
  pairing: { ...SHIPPED_RULES.pairing },
  union: { ...SHIPPED_RULES.union, classes: [...SHIPPED_RULES.union.classes] },
})
