import { z } from 'zod'
import { sayFaults } from '../../../kernel/fault.ts'
import { day, id, line } from '../../../kernel/schema.ts'
import { text } from '../../../kernel/text.ts'

/*
 * The closed and open lists of the registry, and the small shapes that several of its verbs share.
 */

sayFaults({
  mu: text(
    '面积应为最多两位小数的亩数,如 12.50',
    'must be mu with at most two decimals, like 12.50',
  ),
  quantity: text('数量应为最多三位小数', 'must be a quantity with at most three decimals'),
  list_code: text(
    '代码应为小写字母、数字和下划线,如 land_share',
    'must be a code of small letters, digits and underscores, like land_share',
  ),
})

/** What a division is on the published list: a community is a village-level unit with a residents' committee. */
export const DIVISION_LEVELS = ['county', 'town', 'village', 'community'] as const

export const DIVISION_EVENT_KINDS = [
  'merge',
  'split',
  'rename',
  'recode',
  'transfer',
  'upgrade',
  'dissolve',
] as const

/** Life of a co-op; the allowed steps stand in `model.ts`. */
export const COOP_STATUSES = [
  'preparing',
  'founding',
  'registered',
  'suspended',
  'revoked',
  'liquidating',
  'deregistered',
  'abandoned',
] as const

/** Life of a union, as of a co-op (Act 63); its end is `endUnion`. */
export const UNION_STATUSES = [
  'founding',
  'registered',
  'suspended',
  'revoked',
  'liquidating',
] as const

/** 示范引领型, 规范提升型, 改造转化型, 重新组建型. */
export const COOP_CLASSES = ['model', 'improve', 'transform', 'rebuild'] as const

/** What checking a unified social credit code said; a wrong code is recorded and warned about. */
export const CODE_CHECKS = ['missing', 'valid', 'wrong_check_digit', 'malformed'] as const

export const CHAIN_LINKS = [
  'inputs',
  'production',
  'processing',
  'storage',
  'sales',
  'service',
] as const

export const PARCEL_RIGHTS = ['contracted', 'management', 'forest', 'collective', 'other'] as const
export const PAY_BASES = ['month', 'day', 'piece'] as const
export const GROUP_KINDS = ['kin', 'agreement', 'employment', 'other'] as const

/** Land in mu (1/15 hectare): a decimal string, at most two decimals; a string inside as well. */
export const mu = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, { error: 'mu' })
export const muAboveZero = mu.refine((v) => /[1-9]/.test(v), { error: 'mu' })
export const quantity = z.string().regex(/^\d{1,12}(\.\d{1,3})?$/, { error: 'quantity' })

/** Code of a row of an open list (kinds, industries): `land_share`. */
export const listCode = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'list_code' })

/** Something that has a name and can be opened. */
export const named = z.object({ id, name: z.string() })
export const count = z.number().int()
/** The day a list or page is seen at; today when absent. */
export const asOf = day.optional()
/** What people type into a search box. */
export const q = z.string().trim().max(100).optional()
export const yes = z.stringbool().optional()
export const document = line(200)
export const reason = line(500)

/** A batch: at most 20,000 rows stand or fall together. */
export const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).min(1).max(20_000)
export const BATCH_BYTES = 32 * 1024 * 1024

/** A total that nobody can misread: the number and the rule it was counted by. */
export const countingText = z.object({ zh: z.string(), en: z.string() })
