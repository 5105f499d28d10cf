import { z } from 'zod'
import { sayFaults } from '../../kernel/fault.ts'
import { day, fractionSchema, yuanFromZero } from '../../kernel/schema.ts'
import { text } from '../../kernel/text.ts'

/*
 * What a parameter of a rule may be. The `as` of its JSON Schema tells the form how people write it: a part
 * of a whole in percent, yuan, a number.
 */

sayFaults({
  share_of_whole: text('应在 0 与 1 之间', 'must be between 0 and 1'),
})

/** A part of a whole, 0 to 1. */
export const share = fractionSchema
  .refine((f) => f.num >= 0n && f.num <= f.den, { error: 'share_of_whole' })
  .meta({ as: 'part' })

/** Heads, months or days. */
export const count = z.number().int().min(0).max(1_000_000).meta({ as: 'count' })

/** An amount of money. */
export const amount = yuanFromZero.meta({ as: 'yuan' })

/** A day of the calendar. */
export const onDay = day.meta({ as: 'day' })

/** Yes or no. */
export const flag = z.boolean().meta({ as: 'flag' })

/** One of a closed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).meta({ as: 'choice' })
